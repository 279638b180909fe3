package app.gatehouse.keeper;

import app.gatehouse.model.status.Health;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a site is, from what was seen of it.
 *
 * @param listening whether the forwarder's ports are bound
 * @param notAfter when the certificate ends; empty when there is none
 * @param served whether exactly this certificate is being served
 * @param seen what is wrong with what a visitor was given when somebody looked; empty when nothing
 * @param appAnswers whether somebody listens at the app's address
 * @param trouble problems known from elsewhere: the last renewal, the ports, the router
 */
public record SiteHealth(
    boolean listening,
    Optional<Instant> notAfter,
    boolean served,
    Optional<Problem> seen,
    boolean appAnswers,
    List<Problem> trouble) {

  public SiteHealth {
    trouble = List.copyOf(trouble);
  }

  /** What is wrong, worst first known to the eye: certificate, app, then what else is known. */
  public List<Problem> problems(Instant now, String host, String app) {
    var problems = new ArrayList<Problem>();
    if (notAfter.isPresent() && !now.isBefore(notAfter.get())) {
      problems.add(
          Problem.error(ProblemCode.CERTIFICATE_EXPIRED)
              .with("name", host)
              .with("until", notAfter.get()));
    } else if (notAfter.isEmpty() && trouble.stream().noneMatch(Problem::isError)) {
      // An error says why; this only that there is none yet.
      problems.add(Problem.error(ProblemCode.CERTIFICATE_MISSING).with("name", host));
    } else if (notAfter.isPresent() && listening && !served) {
      problems.add(Problem.error(ProblemCode.SERVED_CERTIFICATE_OLD).with("name", host));
    } else {
      // Else it shows no more than what was just said.
      seen.ifPresent(problems::add);
    }
    if (!appAnswers) {
      problems.add(Problem.warning(ProblemCode.APP_NOT_RUNNING).with("address", app));
    }
    problems.addAll(trouble);
    return List.copyOf(problems);
  }

  /**
   * {@code BROKEN} when visitors cannot be served securely, {@code ATTENTION} when something should
   * be looked at, else {@code OK}.
   */
  public Health judge(Instant now, List<Problem> problems) {
    if (!listening
        || !served
        || seen.isPresent()
        || notAfter.isEmpty()
        || !now.isBefore(notAfter.get())) {
      return Health.BROKEN;
    }
    if (problems.stream().anyMatch(problem -> problem.severity() != Severity.INFO)) {
      return Health.ATTENTION;
    }
    return Health.OK;
  }
}
