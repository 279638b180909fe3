package app.gatehouse.cli;

/** Exit statuses that scripts rely on. */
public final class ExitStatus {
  public static final int WELL = 0;
  public static final int PROBLEM = 1;
  public static final int USAGE = 2;
  public static final int NO_SERVICE = 3;

  private ExitStatus() {}
}
