package app.gatehouse.model.network;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall be proven from outside.
 *
 * @param ports as seen from the internet
 * @param host a name that leads here, if there is one already: some parties need it
 * @param without ids of parties that shall not be asked
 * @param map whether the router is to forward the ports while it lasts, and to let IPv6 in there,
 *     if it does so when asked; what was not so before is taken back
 * @param firewall what this computer's firewall does, if whoever wishes could read it
 */
public record ProofWish(
    Set<Integer> ports,
    @Nullable String host,
    Set<String> without,
    boolean map,
    @Nullable FirewallReport firewall) {
  public ProofWish {
    ports = Set.copyOf(ports);
    without = Set.copyOf(without);
  }

  /** By somebody who does not know the firewall. */
  public ProofWish(Set<Integer> ports, @Nullable String host, Set<String> without, boolean map) {
    this(ports, host, without, map, null);
  }

  public ProofWish withFirewall(@Nullable FirewallReport report) {
    return new ProofWish(ports, host, without, map, report);
  }
}
