package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;

/** Tells a service that is gone from one that merely had no good answer. */
public final class LostService {
  private static final String SLOW = "slow";

  private LostService() {}

  /** One answer that takes too long is not the end: the service is still there. */
  public static boolean isLost(Problem problem) {
    return problem.code() == ProblemCode.SERVICE_NOT_REACHABLE
        && !SLOW.equals(problem.facts().get(Problem.VARIANT));
  }

  /** Whoever sits before a window has a button and no command line. */
  public static Problem inWindow(Problem why) {
    var plain =
        why.code() == ProblemCode.SERVICE_NOT_REACHABLE
            && !why.facts().containsKey(Problem.VARIANT);
    return plain ? why.variant("window") : why;
  }
}
