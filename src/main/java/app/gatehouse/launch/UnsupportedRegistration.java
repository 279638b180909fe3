package app.gatehouse.launch;

import app.gatehouse.cli.Registration;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;

/** Where it is not built yet how a service starts by itself: Windows and macOS. */
final class UnsupportedRegistration implements Registration {
  private final Path home;

  UnsupportedRegistration(Path home) {
    this.home = home;
  }

  @Override
  public State state() {
    var running = RunningService.of(home);
    return new State(
        Kind.PORTABLE,
        false,
        running.isRunning(),
        running.since().orElse(null),
        running.info().map(ServiceInfo::listening).orElse(null),
        null);
  }

  @Override
  public void install() throws ProblemException {
    throw unsupported();
  }

  @Override
  public void remove() throws ProblemException {
    throw unsupported();
  }

  private static ProblemException unsupported() {
    return Problem.error(ProblemCode.NOT_SUPPORTED_HERE).exception();
  }
}
