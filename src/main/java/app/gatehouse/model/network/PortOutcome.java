package app.gatehouse.model.network;

/**
 * Whether the internet can open a port. {@code OPEN} only with proof from outside; {@code CLOSED}
 * only when outside parties tried and failed.
 */
public enum PortOutcome {
  OPEN,
  CLOSED,
  UNKNOWN
}
