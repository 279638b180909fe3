package app.gatehouse.model.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything {@code doctor} found, in the shape of its JSON.
 *
 * @param addresses this computer's own addresses that are not loopback, both families
 * @param router null when there is no default gateway
 */
public record HomeReport(
    Verdict verdict,
    List<CheckResult> checks,
    List<PortReport> ports,
    List<String> addresses,
    @Nullable RouterInfo router) {
  public HomeReport {
    checks = List.copyOf(checks);
    ports = List.copyOf(ports);
    addresses = List.copyOf(addresses);
  }
}
