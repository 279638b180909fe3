package app.gatehouse.setup;

import app.gatehouse.model.status.OperationSnapshot;
import java.util.Optional;

/**
 * How a headless setup ended.
 *
 * @param operation the last snapshot; its state is final or {@code FAILED}
 * @param newKey an API key that was made here and is shown this once
 */
public record SetupOutcome(OperationSnapshot operation, Optional<String> newKey) {
  @Override
  public String toString() {
    return "SetupOutcome[" + operation.id() + " " + operation.state() + "]";
  }
}
