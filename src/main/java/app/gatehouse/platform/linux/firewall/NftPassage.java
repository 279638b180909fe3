package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.Passage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a ruleset does with somebody new who is named in no rule. Rules are gone through as the
 * kernel does; one that is not understood and may decide makes the answer unknown.
 */
final class NftPassage {
  private static final Pattern VERDICT =
      Pattern.compile("\\b(accept|drop|reject|jump|goto|vmap|queue|map)\\b");

  /** Loopback, connections that are there already, other protocols, and people by their address. */
  private static final List<Pattern> OTHERS =
      List.of(
          Pattern.compile("(?:iif|iifname) \"lo\" .*"),
          Pattern.compile(".*\\bct state (?!.*\\bnew\\b).*"),
          Pattern.compile("(?!.*\\btcp\\b).*\\b(?:udp|icmp|icmpv6|ipv6-icmp|igmp|sctp)\\b.*"),
          Pattern.compile(".*\\bip6? daddr (?:127\\.|::1\\b).*"),
          Pattern.compile(".*\\bip6? saddr (?!!=).*"));

  private static final Pattern PORTS =
      Pattern.compile(".*\\btcp dport (\\{ [0-9, -]+ }|[0-9]+(?:-[0-9]+)?) .*");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:tcp dport (?:\\{ [0-9, -]+ }|[0-9-]+) )?(?:ct state new )?(?:counter )?"
              + "(accept|drop|reject(?: with [a-z0-9 -]+)?)");

  private final NftRuleset ruleset;

  NftPassage(NftRuleset ruleset) {
    this.ruleset = ruleset;
  }

  /** Every chain has to let a visitor in, one is enough to keep them out. */
  Passage of(int port) {
    var worst = Passage.OPEN;
    for (var chain : ruleset.chains()) {
      var passage = chain.seesVisitors() ? through(chain, port) : Passage.OPEN;
      if (passage == Passage.BLOCKED) {
        return passage;
      }
      worst = passage == Passage.OPEN ? worst : passage;
    }
    return worst;
  }

  private Passage through(NftRuleset.Chain chain, int port) {
    var isClear = true;
    for (var rule : chain.rules()) {
      var text = withoutComment(rule.text());
      if (concernsOthers(text, port)) {
        continue;
      }
      var plain = PLAIN.matcher(text);
      if (plain.matches()) {
        return isClear ? passage(plain.group(1).equals("accept")) : Passage.UNKNOWN;
      }
      if (ruleset.refusal(chain).filter(rule::equals).isPresent()) {
        return isClear ? Passage.BLOCKED : Passage.UNKNOWN;
      }
      isClear = false;
    }
    return isClear ? passage(!chain.drops()) : Passage.UNKNOWN;
  }

  private static Passage passage(boolean letsIn) {
    return letsIn ? Passage.OPEN : Passage.BLOCKED;
  }

  private static boolean concernsOthers(String text, int port) {
    var ports = PORTS.matcher(text);
    return !VERDICT.matcher(text).find()
        || OTHERS.stream().anyMatch(each -> each.matcher(text).matches())
        || (ports.matches() && !includes(ports.group(1), port));
  }

  private static boolean includes(String set, int port) {
    return Arrays.stream(set.replaceAll("[{} ]", "").split(",", -1))
        .map(part -> part.split("-", -1))
        .anyMatch(
            ends ->
                Long.parseLong(ends[0]) <= port && port <= Long.parseLong(ends[ends.length - 1]));
  }

  /** Somebody's words are no rule. */
  private static String withoutComment(String rule) {
    return rule.replaceAll("(?: comment| prefix) \"[^\"]*\"", "");
  }
}
