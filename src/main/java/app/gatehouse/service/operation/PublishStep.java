package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Publication;

/** Lets the forwarder serve the site, now and after every restart. */
public final class PublishStep implements Step {
  private final Publication publication;

  public PublishStep(Publication publication) {
    this.publication = publication;
  }

  @Override
  public StepKind kind() {
    return StepKind.PUBLISH;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException {
    publication.publish(context.site());
    return StepResult.OK;
  }

  @Override
  public void undo(StepContext context) throws ProblemException {
    publication.withdraw(context.site().name());
  }
}
