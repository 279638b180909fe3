package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.problem.Problem;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Router;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;

/** What the router opens in both families while somebody outside tries it. */
final class PassingDoors implements AutoCloseable {
  private final PassingForwards forwards;
  private final PassingPinholes pinholes;

  PassingDoors(Router router, Optional<Inet6Address> here) {
    forwards = new PassingForwards(router);
    pinholes = new PassingPinholes(router.pinholes(), here);
  }

  /**
   * @param forwards whether a router is there that forwards ports of IPv4
   */
  void make(List<Port> ports, boolean forwards) throws InterruptedException {
    if (forwards) {
      this.forwards.make(ports);
    }
    pinholes.make(ports);
  }

  /** Whether a port of IPv4 is forwarded only for now. */
  boolean isForwarding() {
    return forwards.isAnyMade();
  }

  /** Why the router did not open this port. */
  Optional<Problem> refusal(int outer, IpFamily family) {
    return switch (family) {
      case IPV4 -> forwards.refusal(outer);
      case IPV6 -> pinholes.refusal(outer);
    };
  }

  /** As {@link PassingPorts#hurry}. */
  void hurry() {
    forwards.hurry();
    pinholes.hurry();
  }

  @Override
  public void close() {
    forwards.close();
    pinholes.close();
  }
}
