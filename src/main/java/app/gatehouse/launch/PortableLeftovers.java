package app.gatehouse.launch;

import app.gatehouse.cli.Leftovers;
import app.gatehouse.cli.Registration;
import app.gatehouse.platform.linux.AutostartFiles;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What lies in the user's own folders. */
class PortableLeftovers implements Leftovers {
  private final Path home;
  private final Registration registration;
  private final AutostartFiles autostart;

  PortableLeftovers(Path home, Registration registration, AutostartFiles autostart) {
    this.home = home;
    this.registration = registration;
    this.autostart = autostart;
  }

  @Override
  public Set<Leftover> find() {
    var found = EnumSet.noneOf(Leftover.class);
    var state = registration.state();
    if (state.active()) {
      found.add(Leftover.SERVICE);
    }
    if (state.registered()) {
      found.add(Leftover.REGISTRATION);
    }
    if (!autostart.ours().isEmpty()) {
      found.add(Leftover.AUTOSTART);
    }
    return found;
  }

  @Override
  public void takeBack(Leftover what) throws ProblemException, InterruptedException {
    switch (what) {
      case SERVICE -> StoppedService.withdraw(home);
      case REGISTRATION -> registration.remove();
      case AUTOSTART -> autostart.remove();
      case FIREWALL_RULE, TRUSTED_ROOT ->
          throw new IllegalArgumentException("only an installed Gatehouse makes these");
    }
  }

  @Override
  public Optional<String> packageRemoval() {
    return Optional.empty();
  }
}
