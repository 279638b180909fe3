package app.gatehouse.platform.linux.firewall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code nft -a -s -t list ruleset} prints, as far as it decides about visitors: tables,
 * chains and their rules with the handles by which they are changed.
 */
record NftRuleset(List<Chain> chains) {
  /** Those that see what comes to this computer by IP. */
  private static final Set<String> FAMILIES = Set.of("inet", "ip", "ip6");

  /** A name goes into a command again. */
  private static final String NAME = "[A-Za-z0-9_.-]+";

  private static final Pattern TABLE =
      Pattern.compile("table ([a-z0-9]+) (" + NAME + ") \\{(?: # handle \\d+)?");
  private static final Pattern CHAIN =
      Pattern.compile("\tchain (" + NAME + ") \\{(?: # handle \\d+)?");
  private static final Pattern BASE =
      Pattern.compile("type filter hook input priority [^;]*;(?: policy (accept|drop);)?.*");
  private static final Pattern RULE = Pattern.compile("(.*) # handle (\\d+)");
  private static final Pattern JUMP = Pattern.compile("(?:counter )?(?:jump|goto) (" + NAME + ")");

  /** Refuses everything that has come so far: nothing stands before it but counting and logging. */
  private static final Pattern REFUSING =
      Pattern.compile(
          "(?:counter )?(?:log(?: prefix \"[^\"]*\")?(?: (?:level|flags|group) [a-z0-9 ]+?)? )?"
              + "(?:counter )?(?:drop|reject(?: with [a-z0-9 -]+)?)"
              + "(?: comment \"[^\"]*\")?");

  private static final Pattern ACCEPTING =
      Pattern.compile(
          "tcp dport (\\{ [0-9, ]+ }|[0-9]+) (?:ct state new )?(?:counter )?accept"
              + "(?: comment \"([^\"]*)\")?");

  /**
   * A rule.
   *
   * @param text without its handle
   */
  record Rule(String text, long handle) {
    /** The ports that it lets anybody in to; empty when it does something else. */
    SortedSet<Integer> accepted() {
      var found = ACCEPTING.matcher(text);
      return found.matches() ? numbers(found.group(1)) : new TreeSet<>();
    }

    boolean isOurs() {
      var found = ACCEPTING.matcher(text);
      return found.matches() && Firewall.LABEL.equals(found.group(2));
    }

    private static SortedSet<Integer> numbers(String text) {
      return Arrays.stream(text.split("[^0-9]+"))
          .filter(word -> !word.isEmpty() && word.length() <= 5)
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * A chain.
   *
   * @param family such as {@code inet}
   * @param seesVisitors whether what comes to this computer begins here
   * @param drops whether it refuses what reaches its end
   */
  record Chain(
      String family,
      String table,
      String name,
      boolean seesVisitors,
      boolean drops,
      List<Rule> rules) {
    Chain {
      rules = List.copyOf(rules);
    }

    List<Rule> ours() {
      return rules.stream().filter(Rule::isOurs).toList();
    }

    boolean accepts(Ports ports) {
      var accepted = new TreeSet<Integer>();
      rules.forEach(rule -> accepted.addAll(rule.accepted()));
      return accepted.containsAll(ports.numbers());
    }

    /** iptables keeps its rules in tables of these names, and cannot read what others put there. */
    boolean isOfIptables() {
      return !family.equals("inet") && table.equals("filter") && name.equals("INPUT");
    }

    /** As commands name it. */
    String path() {
      return family + " " + table + " " + name;
    }
  }

  NftRuleset {
    chains = List.copyOf(chains);
  }

  /** What is not understood counts as not there. */
  static NftRuleset parse(String listed) {
    var chains = new ArrayList<Chain>();
    var family = "";
    var table = "";
    Optional<Reading> reading = Optional.empty();
    for (var line : listed.lines().toList()) {
      var tableFound = TABLE.matcher(line);
      var chainFound = CHAIN.matcher(line);
      if (line.startsWith("table ")) {
        var isUsable = tableFound.matches() && FAMILIES.contains(tableFound.group(1));
        family = isUsable ? tableFound.group(1) : "";
        table = isUsable ? tableFound.group(2) : "";
      } else if (!family.isEmpty() && chainFound.matches()) {
        reading = Optional.of(new Reading(family, table, chainFound.group(1)));
      } else if (line.equals("\t}")) {
        reading.ifPresent(each -> chains.add(each.chain()));
        reading = Optional.empty();
      } else if (reading.isPresent()) {
        reading.get().add(line.strip());
      }
    }
    return new NftRuleset(chains);
  }

  /** A chain of which not every line has been seen. */
  private static final class Reading {
    private final String family;
    private final String table;
    private final String name;
    private final List<Rule> rules = new ArrayList<>();
    private boolean seesVisitors;
    private boolean drops;

    Reading(String family, String table, String name) {
      this.family = family;
      this.table = table;
      this.name = name;
    }

    void add(String line) {
      var base = BASE.matcher(line);
      var rule = RULE.matcher(line);
      if (base.matches()) {
        seesVisitors = true;
        drops = "drop".equals(base.group(1));
      } else if (rule.matches()) {
        rules.add(new Rule(rule.group(1), Long.parseLong(rule.group(2))));
      }
    }

    Chain chain() {
      return new Chain(family, table, name, seesVisitors, drops, rules);
    }
  }

  /** The chains that keep visitors out unless a rule lets them in. */
  List<Chain> blocking() {
    return chains.stream()
        .filter(Chain::seesVisitors)
        .filter(chain -> chain.drops() || refusal(chain).isPresent())
        .toList();
  }

  /** The last rule, where that refuses everything that has come so far. */
  Optional<Rule> refusal(Chain chain) {
    return chain.rules().isEmpty()
        ? Optional.empty()
        : Optional.of(chain.rules().getLast()).filter(last -> refuses(chain, last));
  }

  private boolean refuses(Chain chain, Rule rule) {
    if (REFUSING.matcher(rule.text()).matches()) {
      return true;
    }
    var jump = JUMP.matcher(rule.text());
    return jump.matches()
        && chains.stream().anyMatch(each -> isRefusingPart(each, chain, jump.group(1)));
  }

  /** A chain of its own for logging and refusing, one step away. */
  private static boolean isRefusingPart(Chain part, Chain of, String name) {
    return part.family().equals(of.family())
        && part.table().equals(of.table())
        && part.name().equals(name)
        && !part.rules().isEmpty()
        && REFUSING.matcher(part.rules().getLast().text()).matches();
  }
}
