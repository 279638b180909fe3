package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.InetAddress;

/**
 * Says why a router did not do what it was asked, whatever protocol it was asked by.
 *
 * @param router what the router is called
 * @param local this computer's address
 */
record Refusals(String router, InetAddress local) {
  private static final int LAST_LOW_PORT = 1023;

  /** One of those that some routers keep for themselves. */
  static boolean isLow(int port) {
    return port <= LAST_LOW_PORT;
  }

  Problem refuses(int outerPort) {
    return Problem.error(ProblemCode.ROUTER_REFUSES)
        .with("port", outerPort)
        .with("router", router)
        .with("local-address", IpLiteral.text(local));
  }

  /** As {@link #refuses}, for IPv6, where nothing is forwarded. */
  Problem refusesPinhole(int port) {
    return refuses(port).variant("ipv6");
  }

  Problem refusesLowPorts(int outerPort) {
    return Problem.error(ProblemCode.ROUTER_REFUSES_LOW_PORTS)
        .with("port", outerPort)
        .with("local-address", IpLiteral.text(local));
  }

  /**
   * @param other the device that has the port; empty when the router does not say
   */
  Problem conflict(int outerPort, String other) {
    var problem = Problem.error(ProblemCode.MAPPING_CONFLICT).with("port", outerPort);
    if (other.equals(IpLiteral.text(local))) {
      return problem.variant("this-computer");
    }
    return other.isEmpty() ? problem : problem.with("other-host", other);
  }
}
