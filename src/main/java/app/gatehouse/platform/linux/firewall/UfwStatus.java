package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.Passage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code ufw status verbose} says. Rules for IPv4 only: ufw makes those for IPv6 together with
 * them. The first rule that concerns a visitor decides (ufw(8)).
 *
 * @param letsInByDefault what becomes of those whom no rule concerns
 */
record UfwStatus(boolean letsInByDefault, List<Rule> rules) {
  private static final Pattern DEFAULT =
      Pattern.compile("(?m)^Default: (allow|deny|reject) \\(incoming\\)");
  private static final Pattern RULE =
      Pattern.compile(
          "(\\S.*?)\\s+(ALLOW|LIMIT|DENY|REJECT) IN\\s+(\\S.*?)(?:\\s+\\(log(?:-all)?\\))?"
              + "(?:\\s+#.*)?");
  private static final Pattern PORTS = Pattern.compile("([0-9]+(?:[:,][0-9]+)*)(?:/(tcp|udp))?");
  private static final List<String> EVERYBODY = List.of("Anywhere", "Anywhere/tcp");

  /**
   * A rule about what comes in.
   *
   * @param to ports, perhaps after an address and before {@code on INTERFACE}
   * @param from {@code Anywhere} or some
   */
  record Rule(String to, boolean letsIn, String from) {
    boolean isForEverybody() {
      return EVERYBODY.contains(from);
    }

    /** Whether it holds on every address and interface of this computer. */
    boolean isForWholeComputer() {
      return EVERYBODY.contains(to) || PORTS.matcher(to).matches();
    }

    boolean concerns(int port) {
      var words = to.split(" on ", 2)[0].split(" ", -1);
      var last = words[words.length - 1];
      var found = PORTS.matcher(last);
      if (!found.matches()) {
        // An address alone, or anywhere: all ports.
        return !last.endsWith("/udp");
      }
      return !"udp".equals(found.group(2)) && includes(found.group(1), port);
    }
  }

  UfwStatus {
    rules = List.copyOf(rules);
  }

  static UfwStatus parse(String said) {
    var standard = DEFAULT.matcher(said);
    var rules = new ArrayList<Rule>();
    for (var line : said.lines().toList()) {
      var found = RULE.matcher(line.stripTrailing());
      if (found.matches() && !found.group(1).contains("(v6)")) {
        // The name of an application profile stands behind its ports.
        var to = found.group(1).replaceAll(" \\([^)]*\\)", "");
        var letsIn = found.group(2).equals("ALLOW") || found.group(2).equals("LIMIT");
        rules.add(new Rule(to, letsIn, found.group(3)));
      }
    }
    return new UfwStatus(standard.find() && standard.group(1).equals("allow"), rules);
  }

  /** What becomes of somebody who is named in no rule. */
  Passage passage(int port) {
    var possible = EnumSet.noneOf(Passage.class);
    for (var rule : rules) {
      if (rule.isForEverybody() && rule.concerns(port)) {
        possible.add(rule.letsIn() ? Passage.OPEN : Passage.BLOCKED);
        if (rule.isForWholeComputer()) {
          return certain(possible);
        }
      }
    }
    possible.add(letsInByDefault ? Passage.OPEN : Passage.BLOCKED);
    return certain(possible);
  }

  private static Passage certain(EnumSet<Passage> possible) {
    return possible.size() == 1 ? possible.iterator().next() : Passage.UNKNOWN;
  }

  private static boolean includes(String ports, int port) {
    for (var part : ports.split(",", -1)) {
      var ends = part.split(":", -1);
      if (Long.parseLong(ends[0]) <= port && port <= Long.parseLong(ends[ends.length - 1])) {
        return true;
      }
    }
    return false;
  }
}
