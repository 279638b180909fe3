package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirewallLinesTest {
  private static final FirewallReport UFW =
      new FirewallReport(
          "ufw",
          new TreeMap<>(Map.of(80, Passage.OPEN, 443, Passage.UNKNOWN)),
          new TreeSet<>(Set.of(80, 8443)));
  private static final FirewallReport NONE =
      new FirewallReport(null, new TreeMap<>(Map.of(80, Passage.OPEN)), new TreeSet<>());

  @Test
  void sayTheSameInBothDirections() {
    assertThat(FirewallLines.write(UFW))
        .isEqualTo("firewall: ufw\nport 80: open\nport 443: unknown\nours: 80 8443");
    assertThat(FirewallLines.parse(FirewallLines.write(UFW) + "\n")).contains(UFW);
    assertThat(FirewallLines.write(NONE)).isEqualTo("firewall: none\nport 80: open\nours: none");
    assertThat(FirewallLines.parse(FirewallLines.write(NONE))).contains(NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "firewall: ufw",
        "firewall: ufw\nport 80: open",
        "port 80: open\nours: none",
        "firewall: UFW\nport 80: open\nours: none",
        "firewall: ufw\nport 80: maybe\nours: none",
        "firewall: ufw\nport 80: open\nours: 99999",
        "firewall: ufw\nport 80: open\nours: 80 443\nmore"
      })
  void meanNothingElse(String said) {
    assertThat(FirewallLines.parse(said)).isEmpty();
  }

  @Test
  void areAskedForByTheHelpersVerb() {
    var asked = new ArrayList<List<String>>();
    var firewall =
        new ElevatedFirewall(
            verb -> {
              asked.add(verb);
              return Optional.of(FirewallLines.write(UFW));
            });
    assertThat(firewall.read(Set.of(443, 80))).contains(UFW);
    assertThat(asked).containsExactly(List.of("firewall-read", "80", "443"));
    assertThat(firewall.read(Set.of(8080))).as("an answer about other ports").isEmpty();
    assertThat(new ElevatedFirewall(verb -> Optional.empty()).read(Set.of(80))).isEmpty();
  }
}
