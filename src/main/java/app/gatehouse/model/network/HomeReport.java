package app.gatehouse.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything {@code doctor} found, in the shape of its JSON.
 *
 * @param addresses this computer's own addresses that are not loopback, both families
 * @param router null when there is no default gateway
 * @param way what follows for this home
 */
public record HomeReport(
    Verdict verdict,
    List<CheckResult> checks,
    List<PortReport> ports,
    List<String> addresses,
    @Nullable RouterInfo router,
    Way way) {
  private static final List<String> AFTER_THE_PORTS =
      List.of(
          "firewall",
          "gateway",
          "way-out",
          "addresses-ipv4",
          "addresses-ipv6",
          "router",
          "wan-address",
          "public-address",
          "sleep");

  public HomeReport {
    checks = List.copyOf(checks);
    ports = List.copyOf(ports);
    addresses = List.copyOf(addresses);
  }

  /** The checks of a report that is still to come, in its order: so that they can be shown. */
  public static List<CheckResult> notYetChecked(Set<Integer> ports) {
    var checks = new ArrayList<CheckResult>();
    forEach(ports, "port-", checks);
    for (var id : AFTER_THE_PORTS) {
      checks.add(CheckResult.skipped(id));
      if (id.equals("router")) {
        forEach(ports, "mapping-", checks);
      }
    }
    return checks;
  }

  private static void forEach(Set<Integer> ports, String id, List<CheckResult> checks) {
    for (var port : new TreeSet<>(ports)) {
      checks.add(CheckResult.skipped(id + port).withFacts(Map.of("port", Integer.toString(port))));
    }
  }
}
