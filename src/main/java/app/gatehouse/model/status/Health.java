package app.gatehouse.model.status;

/** Whether all is well with a site. */
public enum Health {
  OK,
  ATTENTION,
  BROKEN
}
