package app.gatehouse.launch;

import app.gatehouse.cli.Registration;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.platform.linux.Elevation;
import app.gatehouse.platform.linux.Units;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;

/** The unit that the package brought; changing it takes an administrator. */
final class InstalledRegistration implements Registration {
  private final Path home;
  private final Units units;
  private final Elevation elevation;

  InstalledRegistration(Path home, Units units, Elevation elevation) {
    this.home = home;
    this.units = units;
    this.elevation = elevation;
  }

  @Override
  public State state() {
    var unit = units.state();
    var running = RunningService.of(home);
    return new State(
        Kind.INSTALLED,
        unit.enabled(),
        unit.active() || running.isRunning(),
        unit.since().or(running::since).orElse(null),
        running.info().map(ServiceInfo::listening).orElse(null),
        unit.enabled() ? false : null);
  }

  @Override
  public void install() throws ProblemException, InterruptedException {
    elevation.run("service-install");
    ServiceStarter.await(home);
  }

  @Override
  public void remove() throws ProblemException {
    elevation.run("service-remove");
  }
}
