package app.gatehouse.ui.dashboard;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;

/**
 * What the service says at one moment.
 *
 * @param operation the newest one that is not final
 */
record Picture(StatusReport report, Optional<OperationSnapshot> operation) {

  /** Asks for it; blocks. */
  static Picture of(ServiceApi service) throws ProblemException {
    var report = service.status();
    var operation =
        service.operations().stream()
            .filter(each -> !each.state().isFinal())
            .reduce((first, last) -> last);
    return new Picture(report, operation);
  }
}
