package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.problem.ProblemCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FirewallCheckTest {
  private static final Set<Integer> WANTED = Set.of(80, 443);

  @Test
  void namesTheBlockedPortsAndTheCommandThatOpensAllWantedOnes() {
    var found = check("ufw", Map.of(80, Passage.OPEN, 443, Passage.BLOCKED));

    assertThat(found.state()).isEqualTo(CheckState.FAILED);
    assertThat(found.problem().code()).isEqualTo(ProblemCode.FIREWALL_BLOCKS);
    assertThat(found.problem().facts())
        .containsEntry("firewall", "ufw")
        .containsEntry("ports", "443")
        .containsEntry("command", "sudo gatehouse-helper firewall-add 80 443");
    assertThat(FirewallCheck.blocks(found, 443)).isTrue();
    assertThat(FirewallCheck.blocks(found, 80)).isFalse();
    assertThat(FirewallCheck.blocks(found, 44)).as("no part of a number").isFalse();
  }

  @Test
  void promisesNoCommandForRulesOfIptables() {
    var found = check("iptables", Map.of(80, Passage.BLOCKED, 443, Passage.BLOCKED));

    assertThat(found.problem().facts()).containsEntry("variant", "iptables");
    assertThat(found.problem().facts())
        .doesNotContainKey("command")
        .containsEntry("ports", "80, 443");
  }

  @Test
  void isContentWithAnOpenFirewallAndWithNone() {
    var open = Map.of(80, Passage.OPEN, 443, Passage.OPEN);

    assertThat(check("ufw", open)).isEqualTo(CheckResult.ok("firewall", Map.of("firewall", "ufw")));
    assertThat(check(null, open).state()).isEqualTo(CheckState.OK);
  }

  @Test
  void claimsNothingOfWhatWasNotRead() {
    var none = FirewallCheck.of(WANTED, port -> port, null);
    var strange = check("nftables", Map.of(80, Passage.OPEN, 443, Passage.UNKNOWN));
    var others = check("ufw", Map.of(8443, Passage.BLOCKED));

    assertThat(none.state()).isEqualTo(CheckState.SKIPPED);
    assertThat(none.problem().facts()).containsEntry("variant", "firewall-not-read");
    assertThat(strange.state()).isEqualTo(CheckState.SKIPPED);
    assertThat(others.state()).as("visitors arrive elsewhere").isEqualTo(CheckState.SKIPPED);
  }

  @Test
  void judgesThePortWhereVisitorsArrive() {
    var passages = new TreeMap<>(Map.of(8443, Passage.BLOCKED));
    var report = new FirewallReport("ufw", passages, new TreeSet<>());

    var found = FirewallCheck.of(Set.of(443), port -> 8443, report);

    assertThat(FirewallCheck.blocks(found, 443)).isTrue();
  }

  private static CheckResult check(String name, Map<Integer, Passage> passages) {
    var report = new FirewallReport(name, new TreeMap<>(passages), new TreeSet<>());
    return FirewallCheck.of(WANTED, port -> port, report);
  }
}
