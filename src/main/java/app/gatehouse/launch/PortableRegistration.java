package app.gatehouse.launch;

import app.gatehouse.cli.Registration;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.platform.linux.Units;
import app.gatehouse.platform.linux.UserUnit;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A unit of the user's own session, which starts the service of one home. */
final class PortableRegistration implements Registration {
  private final Path home;
  private final UserUnit unit;
  private final boolean lingers;

  /**
   * @param home absolute
   * @param lingers whether this user's session begins with the computer
   */
  PortableRegistration(Path home, UserUnit unit, boolean lingers) {
    this.home = home;
    this.unit = unit;
    this.lingers = lingers;
  }

  /** See loginctl(1): a file says who lingers. */
  static boolean lingers(String user) {
    return !user.contains("/") && Files.exists(Path.of("/var/lib/systemd/linger", user));
  }

  @Override
  public State state() {
    var running = RunningService.of(home);
    var known = unit.isFor(home) ? unit.state() : Units.State.NONE;
    return new State(
        Kind.PORTABLE,
        known.enabled(),
        known.active() || running.isRunning(),
        known.since().or(running::since).orElse(null),
        running.info().map(ServiceInfo::listening).orElse(null),
        known.enabled() ? !lingers : null);
  }

  @Override
  public void install() throws ProblemException, InterruptedException {
    unit.requireUsable();
    if (!unit.isFor(home) || !unit.state().active()) {
      // Another home's unit would keep its service, and a service started by hand keeps this home.
      unit.remove();
      StoppedService.stop(home);
    }
    unit.install(ServiceStarter.command(home), home);
    ServiceStarter.await(home);
  }

  @Override
  public void remove() throws ProblemException {
    if (unit.isFor(home)) {
      unit.remove();
    }
  }
}
