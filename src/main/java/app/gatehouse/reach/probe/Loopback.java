package app.gatehouse.reach.probe;

/** Whether this computer reaches its own public address from inside; proves nothing of outside. */
public enum Loopback {
  WORKS,
  /** As with many routers; only visitors from inside notice. */
  FAILS,
  NOT_TRIED
}
