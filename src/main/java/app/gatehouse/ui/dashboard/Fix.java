package app.gatehouse.ui.dashboard;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a button beside a problem does about it. */
enum Fix {
  RENEW,
  CHECK,
  ALERTS;

  private static final Set<ProblemCode> BY_RENEWING =
      EnumSet.of(ProblemCode.CERTIFICATE_EXPIRED, ProblemCode.CERTIFICATE_MISSING);

  static Optional<Fix> of(Problem problem) {
    if (problem.code() == ProblemCode.CA_RATE_LIMITED) {
      // Trying again earlier would only make it longer.
      return Optional.empty();
    }
    if (problem.code() == ProblemCode.ALERT_NOT_SENT) {
      return Optional.of(ALERTS);
    }
    var renewing =
        BY_RENEWING.contains(problem.code()) || problem.code().wireName().startsWith("ca-");
    return Optional.of(renewing ? RENEW : CHECK);
  }

  /** The key of its button's words. */
  String key() {
    return "dashboard.fix." + name().toLowerCase(Locale.ROOT);
  }
}
