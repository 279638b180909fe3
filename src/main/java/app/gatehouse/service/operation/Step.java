package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.ProblemException;

/**
 * One kind of work of an operation. Both methods may be called again after a crash in the middle of
 * them, and must then recognise what is done already. They run on one virtual thread at a time and
 * end soon when interrupted.
 */
public interface Step {

  StepKind kind();

  /** Whether what was done is still there after a restart of the service; else it is done again. */
  default boolean survivesRestart() {
    return true;
  }

  /**
   * Does it and verifies it.
   *
   * @throws ProblemException it cannot be done; what was begun is taken back by {@link #undo}
   */
  StepResult apply(StepContext context) throws ProblemException, InterruptedException;

  /** Takes back what {@link #apply} did for this operation, and nothing else. */
  void undo(StepContext context) throws ProblemException, InterruptedException;
}
