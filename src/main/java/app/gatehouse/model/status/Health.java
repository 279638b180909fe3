package app.gatehouse.model.status;

/** Whether all is well with a site; the later, the worse. */
public enum Health {
  OK,
  ATTENTION,
  BROKEN
}
