package app.gatehouse.launch;

import app.gatehouse.cli.Leftovers;
import app.gatehouse.cli.Registration;
import app.gatehouse.platform.linux.AutostartFiles;
import app.gatehouse.platform.linux.BrowserRoots;
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
  private final BrowserRoots browsers;

  PortableLeftovers(
      Path home, Registration registration, AutostartFiles autostart, BrowserRoots browsers) {
    this.home = home;
    this.registration = registration;
    this.autostart = autostart;
    this.browsers = browsers;
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
    if (!browsers.trusting().isEmpty()) {
      found.add(Leftover.TRUSTED_ROOT);
    }
    return found;
  }

  @Override
  public void takeBack(Leftover what) throws ProblemException, InterruptedException {
    switch (what) {
      case SERVICE -> StoppedService.withdraw(home);
      case REGISTRATION -> registration.remove();
      case AUTOSTART -> autostart.remove();
      case TRUSTED_ROOT -> {
        for (var database : browsers.trusting()) {
          browsers.remove(database);
        }
      }
      case FIREWALL_RULE ->
          throw new IllegalArgumentException("only an installed Gatehouse makes one");
    }
  }

  @Override
  public Optional<String> packageRemoval() {
    return Optional.empty();
  }
}
