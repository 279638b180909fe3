package app.gatehouse.model.status;

/** Where a step of an operation stands. */
public enum StepState {
  WAITING,
  RUNNING,
  OK,
  WARNING,
  FAILED,
  SKIPPED,
  CANCELLED,
  UNDONE
}
