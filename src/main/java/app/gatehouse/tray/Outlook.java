package app.gatehouse.tray;

import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the service answered last.
 *
 * @param report null when there is none
 * @param problem why there is none; null while the service is being asked for the first time
 */
public record Outlook(@Nullable StatusReport report, @Nullable Problem problem) {
  public static final Outlook ASKING = new Outlook(null, null);

  public static Outlook of(StatusReport report) {
    return new Outlook(report, null);
  }

  public static Outlook without(Problem problem) {
    return new Outlook(null, problem);
  }
}
