package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a VPN carries what leaves this computer: then others see the VPN's address, and a name
 * that follows it leads there. By what such interfaces are called; dialled lines (ppp) are none.
 */
final class TunnelCheck {
  static final String ID = "way-out";

  private static final List<String> TUNNELS =
      List.of("tun", "tap", "wg", "utun", "ipsec", "nordlynx", "proton", "mullvad", "tailscale");
  private static final List<String> WINDOWS =
      List.of("wintun", "wireguard", "openvpn", "tap-windows", "vpn");

  private TunnelCheck() {}

  /**
   * @param wayOut see {@link NetworkFacts#wayOut}
   */
  static CheckResult of(Optional<String> wayOut) {
    if (wayOut.isEmpty()) {
      return CheckResult.skipped(ID);
    }
    var facts = Map.of("interface", wayOut.get());
    return isTunnel(wayOut.get())
        ? CheckResult.of(ID, Problem.warning(ProblemCode.VPN_ACTIVE)).withFacts(facts)
        : CheckResult.ok(ID, facts);
  }

  private static boolean isTunnel(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return TUNNELS.stream().anyMatch(lower::startsWith)
        || WINDOWS.stream().anyMatch(lower::contains);
  }
}
