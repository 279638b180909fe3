package app.gatehouse.service.operation;

import app.gatehouse.cert.Milestones;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Rehearsal;

/** Tries the order at the CA's test directory before the CA itself counts it. */
public final class RehearseStep implements Step {
  private final Rehearsal rehearsal;

  public RehearseStep(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  @Override
  public StepKind kind() {
    return StepKind.REHEARSE;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
    rehearsal.hold(
        context.site(),
        context.plan().termsAgreed(),
        milestone -> {
          // It is written where it is thrown away: people would read that it is kept.
          if (!milestone.equals(Milestones.CHAIN_WRITTEN)) {
            context.progress(milestone);
          }
        });
    return StepResult.OK;
  }

  /** A rehearsal cleans up after itself. */
  @Override
  public void undo(StepContext context) {}
}
