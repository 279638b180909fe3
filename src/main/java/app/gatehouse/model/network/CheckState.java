package app.gatehouse.model.network;

/** How a check ended. */
public enum CheckState {
  OK,
  WARNING,
  FAILED,
  SKIPPED
}
