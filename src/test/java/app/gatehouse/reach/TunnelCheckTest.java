package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckState;
import app.gatehouse.problem.ProblemCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tun0",
        "wg0",
        "utun3",
        "nordlynx",
        "tap0",
        "WireGuard Tunnel",
        "Wintun Userspace"
      })
  void aTunnelThatCarriesEverythingIsToldOf(String name) {
    var result = TunnelCheck.of(Optional.of(name));

    assertThat(result.state()).isEqualTo(CheckState.WARNING);
    assertThat(result.problem().code()).isEqualTo(ProblemCode.VPN_ACTIVE);
    assertThat(result.facts()).containsEntry("interface", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth0", "wlp3s0", "en0", "ppp0", "Intel(R) Wi-Fi 6", "br0", "veth1"})
  void anOrdinaryLineIsFine(String name) {
    assertThat(TunnelCheck.of(Optional.of(name)).state()).isEqualTo(CheckState.OK);
  }

  @Test
  void isSkippedWhereNothingLeadsOut() {
    assertThat(TunnelCheck.of(Optional.empty()).state()).isEqualTo(CheckState.SKIPPED);
  }
}
