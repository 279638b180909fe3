package app.gatehouse.model.status;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * @param problems what concerns the service itself, such as a state file set aside
 * @param notices the newest that were told, oldest first
 * @param quietUntil no alerts before; null when they are told at once
 */
public record StatusReport(
    List<SiteStatus> sites,
    ServiceInfo service,
    List<Problem> problems,
    List<Notice> notices,
    @Nullable Instant quietUntil) {
  public StatusReport {
    sites = List.copyOf(sites);
    problems = List.copyOf(problems);
    notices = List.copyOf(notices);
  }

  /** The worst of all sites that are not paused, and of what concerns the service itself. */
  public Health health() {
    var own = problems.stream().map(StatusReport::health);
    var theirs = sites.stream().filter(site -> !site.paused()).map(SiteStatus::state);
    return Stream.concat(own, theirs).max(Comparator.naturalOrder()).orElse(Health.OK);
  }

  private static Health health(Problem problem) {
    return problem.severity() == Severity.INFO ? Health.OK : Health.ATTENTION;
  }
}
