package app.gatehouse.setup;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.problem.ProblemException;
import java.util.random.RandomGenerator;

/** The wizard without a window: asks for what is missing, shows the review, follows to the end. */
public final class SetupRun {
  private final ServiceApi service;
  private final Questions questions;
  private final RandomGenerator random;

  /**
   * @param random for a new API key; cryptographically strong outside tests
   */
  public SetupRun(ServiceApi service, Questions questions, RandomGenerator random) {
    this.service = service;
    this.questions = questions;
    this.random = random;
  }

  /**
   * Blocks until the operation has ended.
   *
   * @param answers what is known already, {@link Draft#empty} for nothing
   * @param credentials secrets that are known already
   * @throws ProblemException what was typed cannot be used, or the home or the name stands against
   *     it; nothing was changed then. Also {@code cancelled} when the review was declined
   */
  public SetupOutcome run(Answers answers, Credentials credentials)
      throws ProblemException, InterruptedException {
    throw new UnsupportedOperationException(
        service.toString() + questions + random + answers + credentials);
  }
}
