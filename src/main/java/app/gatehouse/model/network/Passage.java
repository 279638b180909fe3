package app.gatehouse.model.network;

/**
 * Whether the firewall of this computer lets visitors in to a port. Proves nothing outside of it.
 */
public enum Passage {
  OPEN,
  BLOCKED,
  /** There are rules that are not understood, and they may decide. */
  UNKNOWN
}
