package app.gatehouse.model.status;

/**
 * Life of an operation: {@code RUNNING} → {@code DONE}, or → {@code FAILED} (waits there for retry
 * or cancel; what was done so far stays), or → {@code UNDOING} → {@code CANCELLED}.
 */
public enum OperationState {
  RUNNING,
  FAILED,
  UNDOING,
  CANCELLED,
  DONE;

  /** Whether nothing more will happen without a new request. */
  public boolean isFinal() {
    return this == CANCELLED || this == DONE;
  }

  /** Whether the service is at work on it. */
  public boolean isActive() {
    return this == RUNNING || this == UNDOING;
  }
}
