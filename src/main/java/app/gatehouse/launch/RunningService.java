package app.gatehouse.launch;

import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the service of a home runs, as anybody may see it.
 *
 * @param isRunning also when it does not want to talk to us
 * @param info what it says about itself; empty when it does not
 */
record RunningService(boolean isRunning, Optional<ServiceInfo> info) {
  /** Words for a service that is not there; others say why one that is there cannot be used. */
  private static final Set<String> ABSENT = Set.of("", "installed");

  static RunningService of(Path home) {
    try (var service = ServiceStarter.connect(home)) {
      return new RunningService(true, Optional.of(service.info()));
    } catch (ProblemException e) {
      return new RunningService(!isAbsent(e.problem()), Optional.empty());
    }
  }

  private static boolean isAbsent(Problem problem) {
    return problem.code() == ProblemCode.SERVICE_NOT_REACHABLE
        && ABSENT.contains(problem.facts().getOrDefault(Problem.VARIANT, ""));
  }

  /** When its process was started. */
  Optional<Instant> since() {
    return info.flatMap(each -> ProcessHandle.of(each.pid()))
        .flatMap(process -> process.info().startInstant());
  }
}
