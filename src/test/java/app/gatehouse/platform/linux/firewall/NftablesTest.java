package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rulesets as nft 1.0.6 prints them. */
class NftablesTest {
  private static final Ports WEB = Ports.of(80, 443);
  private static final String OURS = "tcp dport { 80, 443 } accept comment \"gatehouse\"";

  private static String chain(String policy, String... rules) {
    return chainOf("inet", "input", policy, rules);
  }

  private static String chainOf(String family, String name, String policy, String... rules) {
    var text = new StringBuilder("table " + family + " filter { # handle 1\n");
    text.append("\tset bad { # handle 4\n\t\ttype ipv4_addr\n\t\tcomment \"a set\"\n\t}\n\n");
    text.append("\tchain logdrop { # handle 2\n");
    text.append("\t\tlog prefix \"x { \" drop # handle 3\n\t}\n\n");
    text.append("\tchain ").append(name).append(" { # handle 5\n\t\tcomment \"my chain\"\n");
    text.append("\t\ttype filter hook input priority filter; policy ").append(policy);
    text.append(";\n");
    var handle = 10;
    for (var rule : rules) {
      text.append("\t\t").append(rule).append(" # handle ").append(handle++).append('\n');
    }
    return text.append("\t}\n}\n").toString();
  }

  private static List<String> opening(String listed) throws ProblemException {
    return Nftables.opening(NftRuleset.parse(listed), WEB);
  }

  @Test
  void comesLastWhereThePolicyIsToDrop() throws Exception {
    assertThat(opening(chain("drop", "iif \"lo\" accept", "ip saddr @bad counter drop")))
        .containsExactly("add rule inet filter input " + OURS);
    assertThat(opening(chain("drop"))).containsExactly("add rule inet filter input " + OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop",
        "counter drop",
        "reject",
        "reject with icmpx admin-prohibited",
        "counter reject with icmp port-unreachable",
        "log prefix \"refused: \" drop",
        "log prefix \"a { # handle 7\" level info drop",
        "counter log drop comment \"the end\"",
        "jump logdrop",
        "goto logdrop"
      })
  void comesBeforeARuleThatRefusesAllTheRest(String last) throws Exception {
    assertThat(opening(chain("accept", "iif \"lo\" accept", last)))
        .containsExactly("insert rule inet filter input handle 11 " + OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iif \"lo\" accept",
        "ip saddr 10.0.0.0/8 drop",
        "tcp dport 22 drop",
        "ct state invalid drop",
        "meta nfproto ipv4 drop",
        "jump elsewhere",
        "log prefix \"drop\""
      })
  void changesNothingWhereNothingBlocks(String last) throws Exception {
    assertThat(opening(chain("accept", last))).isEmpty();
    assertThat(NftRuleset.parse(chain("accept", last)).blocking()).isEmpty();
  }

  @Test
  void changesNothingWhereVisitorsAreLetInAlready() throws Exception {
    assertThat(opening(chain("drop", OURS))).isEmpty();
    assertThat(opening(chain("drop", "tcp dport 80 accept", "tcp dport 443 counter accept")))
        .isEmpty();
    assertThat(opening(chain("drop", "tcp dport 80 accept"))).hasSize(1);
  }

  @Test
  void replacesOurRuleForOtherPorts() throws Exception {
    assertThat(opening(chain("drop", "tcp dport 8443 accept comment \"gatehouse\"")))
        .containsExactly(
            "delete rule inet filter input handle 10", "add rule inet filter input " + OURS);
  }

  @Test
  void opensEveryChainThatBlocks() throws Exception {
    assertThat(opening(chain("drop") + chainOf("ip", "mine", "accept", "drop")))
        .containsExactly(
            "add rule inet filter input " + OURS, "insert rule ip filter mine handle 10 " + OURS);
  }

  @Test
  void leavesOtherHooksAndFamiliesAlone() throws Exception {
    assertThat(opening(chainOf("bridge", "input", "drop"))).isEmpty();
    var forward = chain("drop").replace("hook input", "hook forward");
    assertThat(opening(forward)).isEmpty();
    var raw = chain("drop").replace("type filter", "type nat");
    assertThat(opening(raw)).isEmpty();
  }

  @Test
  void leavesTheRulesOfIptablesToIptables() {
    var ruleset = NftRuleset.parse(chainOf("ip", "INPUT", "drop"));
    assertThatThrownBy(() -> Nftables.opening(ruleset, WEB))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().facts()).containsEntry("variant", "iptables"));
  }

  @Test
  void takesBackOnlyWhatItCouldHaveMade() {
    var listed =
        chain(
            "drop",
            "tcp dport 22 accept comment \"ssh # handle 9\"",
            OURS,
            "udp dport 443 accept comment \"gatehouse\"",
            "tcp dport 443 drop comment \"gatehouse\"",
            "tcp dport 80 accept comment \"gatehouse of mine\"",
            "ip saddr 10.0.0.0/8 tcp dport 80 accept comment \"gatehouse\"",
            "tcp dport 8443 accept comment \"gatehouse\"");
    assertThat(Nftables.closing(NftRuleset.parse(listed)))
        .containsExactly(
            "delete rule inet filter input handle 11", "delete rule inet filter input handle 16");
  }

  @Test
  void makesNoCommandOfANameThatIsNotPlain() throws Exception {
    var hostile = chain("drop").replace("table inet filter {", "table inet \"x; flush ruleset\" {");
    assertThat(opening(hostile)).isEmpty();
    assertThat(Nftables.closing(NftRuleset.parse(hostile))).isEmpty();
  }
}
