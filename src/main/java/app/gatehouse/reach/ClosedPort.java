package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import java.util.List;
import java.util.Optional;

/** Why a port is closed that parties outside could not open: the nearest cause that fits. Pure. */
final class ClosedPort {
  /** What makes every port of IPv4 lead nowhere. */
  private static final List<ProblemCode> WHOLE_LINE =
      List.of(ProblemCode.CGNAT, ProblemCode.DOUBLE_NAT, ProblemCode.VPN_ACTIVE);

  private ClosedPort() {}

  static Problem cause(HomeFacts home, PortFacts port) {
    var here = home.onThisComputer(port.port());
    if (here.isPresent()) {
      return here.get();
    }
    if (port.family() == IpFamily.IPV6) {
      var refused = port.refused();
      if (refused != null && refused.code() == ProblemCode.ROUTER_REFUSES) {
        return refused;
      }
      return Problem.error(ProblemCode.IPV6_NOT_REACHABLE)
          .variant("closed")
          .with("port", port.port());
    }
    if (port.proof().anotherAnswers()) {
      return home.atRouter(port.port())
          .orElse(Problem.error(ProblemCode.WRONG_DEVICE_ANSWERS).with("port", port.port()));
    }
    var line = wholeLine(home);
    if (line.isPresent()) {
      return line.get().severity(Severity.ERROR);
    }
    if (port.refused() != null) {
      return port.refused();
    }
    return switch (port.forwarding()) {
      case HERE -> blocked(port);
      case NOT_HERE ->
          home.atRouter(port.port())
              .orElseGet(() -> notForwarded(home, port).variant("by-gatehouse"));
      case NOT_TOLD ->
          home.ownPublic().contains(IpFamily.IPV4) ? blocked(port) : notForwarded(home, port);
    };
  }

  static Optional<Problem> wholeLine(HomeFacts home) {
    return WHOLE_LINE.stream().flatMap(code -> home.problem(code).stream()).findFirst();
  }

  private static Problem blocked(PortFacts port) {
    return Problem.error(ProblemCode.PROVIDER_BLOCKS_PORT).with("port", port.port());
  }

  private static Problem notForwarded(HomeFacts home, PortFacts port) {
    var problem = Problem.error(ProblemCode.PORT_NOT_FORWARDED).with("port", port.port());
    var local = home.localAddress();
    return local == null ? problem : problem.with("local-address", local);
  }
}
