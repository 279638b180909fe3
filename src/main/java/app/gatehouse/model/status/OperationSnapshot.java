package app.gatehouse.model.status;

import app.gatehouse.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation at one moment.
 *
 * @param sequence grows with every change, over restarts too, so that a client can drop a late one
 * @param problem why it failed, or what could not be undone
 */
public record OperationSnapshot(
    String id,
    long sequence,
    SiteView site,
    OperationState state,
    List<StepReport> steps,
    @Nullable Problem problem) {
  public OperationSnapshot {
    steps = List.copyOf(steps);
  }
}
