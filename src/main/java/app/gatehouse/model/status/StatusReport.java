package app.gatehouse.model.status;

import app.gatehouse.problem.Problem;
import java.util.List;

/**
 * @param problems what concerns the service itself, such as a state file set aside
 */
public record StatusReport(List<SiteStatus> sites, ServiceInfo service, List<Problem> problems) {
  public StatusReport {
    sites = List.copyOf(sites);
    problems = List.copyOf(problems);
  }
}
