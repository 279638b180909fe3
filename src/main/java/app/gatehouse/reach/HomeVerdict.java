package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From what is known to one answer and a way. Pure. Open only when all wanted ports were proven in
 * one family; closed only when one was proven closed in every family that this home has; else
 * unknown, with what stands in the way if something does.
 *
 * @param verdict the answer
 * @param way what follows
 */
record HomeVerdict(Verdict verdict, Way way) {
  private static final int HTTPS = 443;

  /** What stands in the way; of the same severity the most decisive first. */
  private static final List<ProblemCode> OBSTACLES =
      List.of(
          ProblemCode.NO_INTERNET,
          ProblemCode.PORT_IN_USE,
          ProblemCode.PORT_NEEDS_RIGHTS,
          ProblemCode.FIREWALL_BLOCKS,
          ProblemCode.CGNAT,
          ProblemCode.DOUBLE_NAT,
          ProblemCode.VPN_ACTIVE,
          ProblemCode.MAPPING_CONFLICT,
          ProblemCode.ROUTER_NOT_FOUND);

  static HomeVerdict of(HomeFacts home) {
    if (Arrays.stream(IpFamily.values()).anyMatch(home::isOpen)) {
      return open(home);
    }
    var families = Arrays.stream(IpFamily.values()).filter(f -> home.of(f).findAny().isPresent());
    var isClosed = !home.ports().isEmpty() && families.allMatch(home::isClosed);
    return isClosed ? closed(home) : unknown(home);
  }

  private static HomeVerdict open(HomeFacts home) {
    if (home.isOpen(IpFamily.IPV4)) {
      // That IPv6 is closed matters to who publishes such an address: told, not held against it.
      var remark =
          home.isClosed(IpFamily.IPV6)
              ? firstClosed(home, IpFamily.IPV6).severity(Severity.INFO)
              : null;
      var way = home.isMappedForNow() ? Way.MAP_PORTS : Way.DIRECT;
      return new HomeVerdict(new Verdict(PortOutcome.OPEN, remark), way);
    }
    var line = ClosedPort.wholeLine(home);
    var remark =
        home.isClosed(IpFamily.IPV4) ? Optional.of(firstClosed(home, IpFamily.IPV4)) : line;
    return new HomeVerdict(
        new Verdict(
            PortOutcome.OPEN,
            remark.map(problem -> problem.severity(Severity.WARNING)).orElse(null)),
        Way.IPV6_ONLY);
  }

  private static HomeVerdict closed(HomeFacts home) {
    var family = home.isClosed(IpFamily.IPV4) ? IpFamily.IPV4 : IpFamily.IPV6;
    var problem = firstClosed(home, family);
    return new HomeVerdict(new Verdict(PortOutcome.CLOSED, problem), way(home, problem));
  }

  private static Problem firstClosed(HomeFacts home, IpFamily family) {
    return home.of(family)
        .filter(port -> port.outcome() == PortOutcome.CLOSED)
        .map(port -> ClosedPort.cause(home, port))
        .min(Comparator.comparing(problem -> HomeVerdict.rank(problem.code())))
        .orElseThrow();
  }

  private static HomeVerdict unknown(HomeFacts home) {
    var obstacle =
        home.problems()
            .filter(problem -> OBSTACLES.contains(problem.code()))
            .min(
                Comparator.comparing((Problem problem) -> !problem.isError())
                    .thenComparing(problem -> rank(problem.code())));
    var problem = obstacle.orElse(Problem.info(ProblemCode.REACHABILITY_UNPROVEN));
    // Nobody outside can try it either while nothing outside answers.
    var isDecisive = problem.isError() || problem.code() == ProblemCode.NO_INTERNET;
    var way = isDecisive ? way(home, problem) : Way.PROVE_FIRST;
    return new HomeVerdict(new Verdict(PortOutcome.UNKNOWN, problem), way);
  }

  private static Way way(HomeFacts home, Problem problem) {
    return switch (problem.code()) {
      case NO_INTERNET -> Way.CONNECT_FIRST;
      case PORT_IN_USE, PORT_NEEDS_RIGHTS, FIREWALL_BLOCKS, VPN_ACTIVE -> Way.CLEAR_THIS_COMPUTER;
      case CGNAT -> Way.ASK_PROVIDER;
      case DOUBLE_NAT -> Way.SECOND_ROUTER;
      case ROUTER_REFUSES, ROUTER_REFUSES_LOW_PORTS, MAPPING_CONFLICT -> Way.FORWARD_BY_HAND;
      case PORT_NOT_FORWARDED, WRONG_DEVICE_ANSWERS ->
          home.routerMaps() ? Way.MAP_PORTS : Way.FORWARD_BY_HAND;
      case IPV6_NOT_REACHABLE -> Way.FORWARD_BY_HAND;
      case PROVIDER_BLOCKS_PORT -> home.isOpen(HTTPS) ? Way.TLS_ALPN : Way.DNS_AND_HIGH_PORT;
      default -> Way.PROVE_FIRST;
    };
  }

  private static int rank(ProblemCode code) {
    var rank = OBSTACLES.indexOf(code);
    return rank < 0 ? OBSTACLES.size() : rank;
  }
}
