package app.gatehouse.cli;

import app.gatehouse.problem.Problem;

/** Exit statuses that scripts rely on. */
public final class ExitStatus {
  public static final int WELL = 0;
  public static final int PROBLEM = 1;
  public static final int USAGE = 2;
  public static final int NO_SERVICE = 3;

  private ExitStatus() {}

  /** What a command ends with that could not do its work because of a problem. */
  static int of(Problem problem) {
    return switch (problem.code()) {
      case SERVICE_NOT_REACHABLE -> NO_SERVICE;
      // Something that belongs on the command line is not there.
      case CREDENTIALS_MISSING, CONSENT_MISSING -> USAGE;
      default -> PROBLEM;
    };
  }
}
