package app.gatehouse.problem;

/** How bad a problem is. Only {@link #ERROR} stops what was being done. */
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
