package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What can be said before anybody outside has tried: never that the home is open, and never that it
 * is closed; but what stands in the way, if something does.
 */
final class FirstVerdict {
  /** What stands in the way; of the same severity the most decisive first. */
  private static final List<ProblemCode> OBSTACLES =
      List.of(
          ProblemCode.PORT_IN_USE,
          ProblemCode.PORT_NEEDS_RIGHTS,
          ProblemCode.CGNAT,
          ProblemCode.DOUBLE_NAT,
          ProblemCode.VPN_ACTIVE,
          ProblemCode.NO_INTERNET,
          ProblemCode.ROUTER_NOT_FOUND);

  private FirstVerdict() {}

  static Verdict of(List<CheckResult> results) {
    var obstacle =
        results.stream()
            .map(CheckResult::problem)
            .filter(Objects::nonNull)
            .filter(problem -> OBSTACLES.contains(problem.code()))
            .min(
                Comparator.comparing((Problem problem) -> !problem.isError())
                    .thenComparingInt(problem -> OBSTACLES.indexOf(problem.code())));
    return new Verdict(
        PortOutcome.UNKNOWN, obstacle.orElse(Problem.info(ProblemCode.REACHABILITY_UNPROVEN)));
  }
}
