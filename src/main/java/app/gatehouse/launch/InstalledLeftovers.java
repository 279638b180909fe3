package app.gatehouse.launch;

import app.gatehouse.cli.Registration;
import app.gatehouse.platform.linux.AutostartFiles;
import app.gatehouse.platform.linux.BrowserRoots;
import app.gatehouse.platform.linux.Elevation;
import app.gatehouse.platform.linux.TrustedRoots;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** As in the user's own folders, and what a package and its helper have changed. */
final class InstalledLeftovers extends PortableLeftovers {
  private final TrustedRoots roots;
  private final Elevation elevation;

  InstalledLeftovers(
      Path home,
      Registration registration,
      AutostartFiles autostart,
      BrowserRoots browsers,
      TrustedRoots roots,
      Elevation elevation) {
    super(home, registration, autostart, browsers);
    this.roots = roots;
    this.elevation = elevation;
  }

  @Override
  public Set<Leftover> find() {
    var found = super.find();
    // Nobody but root may see whether it is there.
    found.add(Leftover.FIREWALL_RULE);
    if (roots.isTrusted()) {
      found.add(Leftover.TRUSTED_ROOT);
    }
    return found;
  }

  @Override
  public void takeBack(Leftover what) throws ProblemException, InterruptedException {
    switch (what) {
      case FIREWALL_RULE -> elevation.run("firewall-remove");
      case TRUSTED_ROOT -> {
        if (roots.isTrusted()) {
          elevation.run("trust-remove");
        }
        super.takeBack(what);
      }
      case SERVICE, REGISTRATION, AUTOSTART -> super.takeBack(what);
    }
  }

  @Override
  public Optional<String> packageRemoval() {
    if (Files.exists(Path.of("/var/lib/dpkg/info/gatehouse.list"))) {
      return Optional.of("sudo apt remove gatehouse");
    }
    return Optional.of(
        Files.exists(Path.of("/usr/bin/zypper"))
            ? "sudo zypper remove gatehouse"
            : "sudo dnf remove gatehouse");
  }
}
