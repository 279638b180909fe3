package app.gatehouse.reach.probe;

import app.gatehouse.model.network.IpFamily;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be proven.
 *
 * @param addresses where this home is on the internet, per family
 * @param ports which ports are to be tried
 * @param host a name that leads here, for parties that need one
 * @param own addresses that are this home's: a knock from them is none from outside
 * @param without parties that are not to be asked
 */
public record ProofRequest(
    Map<IpFamily, InetAddress> addresses,
    List<Port> ports,
    @Nullable String host,
    Set<InetAddress> own,
    Set<String> without) {
  public ProofRequest {
    addresses = Map.copyOf(addresses);
    ports = List.copyOf(ports);
    own = Set.copyOf(own);
    without = Set.copyOf(without);
  }

  /**
   * @param outer as seen from the internet
   * @param inner of this computer
   * @param tls whether HTTPS is spoken there
   */
  public record Port(int outer, int inner, boolean tls) {}
}
