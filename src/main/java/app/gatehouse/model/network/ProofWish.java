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
 */
public record ProofWish(
    Set<Integer> ports, @Nullable String host, Set<String> without, boolean map) {
  public ProofWish {
    ports = Set.copyOf(ports);
    without = Set.copyOf(without);
  }
}
