package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.Passage;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules as nft 1.0.6 prints them. */
class NftPassageTest {
  private static final String OURS = "tcp dport { 80, 443 } accept comment \"gatehouse\"";

  private static NftRuleset chain(String policy, String... rules) {
    return chainOf("inet", "input", policy, rules);
  }

  private static NftRuleset chainOf(String family, String name, String policy, String... rules) {
    var text = new StringBuilder("table " + family + " filter { # handle 1\n");
    text.append("\tchain ").append(name).append(" { # handle 5\n");
    text.append("\t\ttype filter hook input priority filter; policy ").append(policy);
    text.append(";\n");
    var handle = 10;
    for (var rule : rules) {
      text.append("\t\t").append(rule).append(" # handle ").append(handle++).append('\n');
    }
    return NftRuleset.parse(text.append("\t}\n}\n").toString());
  }

  private static Passage passage(String policy, String... rules) {
    return new NftPassage(chain(policy, rules)).of(80);
  }

  @Test
  void goesByThePolicyAtTheEnd() {
    assertThat(passage("drop")).isEqualTo(Passage.BLOCKED);
    assertThat(passage("accept")).isEqualTo(Passage.OPEN);
    assertThat(passage("accept", "counter log prefix \"accept \" drop")).isEqualTo(Passage.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iif \"lo\" accept",
        "iifname \"lo\" counter accept",
        "ct state established,related accept",
        "ct state vmap { invalid : drop, established : accept, related : accept }",
        "icmp type echo-request accept",
        "meta l4proto { icmp, ipv6-icmp } accept",
        "udp dport 80 accept",
        "tcp dport 22 accept",
        "tcp dport { 22, 8000-9000 } ct state new limit rate 3/minute accept",
        "ip saddr 192.168.0.0/16 accept",
        "ip saddr @bad counter drop",
        "iif != \"lo\" ip daddr 127.0.0.0/8 drop",
        "counter comment \"accept\"",
        "log prefix \"drop \""
      })
  void goesPastWhatConcernsOthers(String rule) {
    assertThat(passage("drop", rule)).isEqualTo(Passage.BLOCKED);
    assertThat(passage("accept", rule)).isEqualTo(Passage.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp dport 80 accept",
        "tcp dport 80 counter accept comment \"mine\"",
        "tcp dport { 22, 80 } ct state new accept",
        "tcp dport 1-1024 accept",
        OURS,
        "counter accept"
      })
  void findsWhatLetsIn(String rule) {
    assertThat(passage("drop", "tcp dport 22 accept", rule)).isEqualTo(Passage.OPEN);
    assertThat(passage("drop", "tcp dport 80 drop", rule)).isEqualTo(Passage.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jump elsewhere",
        "tcp dport @web accept",
        "tcp dport != 80 accept",
        "tcp dport 80 limit rate 10/second accept",
        "iifname \"eth0\" tcp dport 80 accept",
        "meta l4proto { tcp, udp } accept",
        "ip saddr != 10.0.0.0/8 drop",
        "tcp dport vmap { 80 : accept }"
      })
  void doesNotGuess(String rule) {
    assertThat(passage("drop", rule)).isEqualTo(Passage.UNKNOWN);
    assertThat(passage("accept", rule)).isEqualTo(Passage.UNKNOWN);
  }

  @Test
  void namesTheFirewallWhereItDecides() {
    var web = Ports.of(80, 443);
    assertThat(Nftables.read(chain("accept", "tcp dport 22 drop"), web)).isEmpty();
    var dropped = Nftables.read(chain("accept", "tcp dport 80 drop"), web).orElseThrow();
    assertThat(dropped.firewall()).isEqualTo("nftables");
    assertThat(dropped.ports()).containsEntry(80, Passage.BLOCKED).containsEntry(443, Passage.OPEN);
    assertThat(dropped.ours()).isEmpty();
    var ours = Nftables.read(chain("drop", OURS), web).orElseThrow();
    assertThat(ours.ours()).isEqualTo(new TreeSet<>(web.numbers()));
    assertThat(Nftables.read(chainOf("ip", "INPUT", "drop"), web).orElseThrow().firewall())
        .isEqualTo("iptables");
  }
}
