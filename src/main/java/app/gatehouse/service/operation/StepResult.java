package app.gatehouse.service.operation;

import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How a step went that did not fail.
 *
 * @param state {@code OK}, {@code WARNING} or {@code SKIPPED}
 * @param problem what the warning is, or why it was skipped
 */
public record StepResult(StepState state, @Nullable Problem problem) {
  public static final StepResult OK = new StepResult(StepState.OK, null);

  public static StepResult warning(Problem problem) {
    return new StepResult(StepState.WARNING, problem);
  }

  public static StepResult skipped(Problem problem) {
    return new StepResult(StepState.SKIPPED, problem);
  }

  public static StepResult skipped() {
    return new StepResult(StepState.SKIPPED, null);
  }
}
