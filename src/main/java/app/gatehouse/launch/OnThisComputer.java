package app.gatehouse.launch;

import app.gatehouse.cli.Leftovers;
import app.gatehouse.cli.Registration;
import app.gatehouse.control.HomeFirewall;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.platform.linux.AutostartFiles;
import app.gatehouse.platform.linux.BrowserRoots;
import app.gatehouse.platform.linux.Elevation;
import app.gatehouse.platform.linux.SystemTools;
import app.gatehouse.platform.linux.TrustedRoots;
import app.gatehouse.platform.linux.Units;
import app.gatehouse.platform.linux.UserUnit;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What Gatehouse has outside of one home: made of the parts for this system. */
final class OnThisComputer {
  private static final Path ROOT = Path.of("/");

  private final Path home;
  private final Optional<Installation> installed;

  OnThisComputer(Path home) {
    this.home = home.toAbsolutePath().normalize();
    installed = Installation.of(this.home);
  }

  Registration registration() {
    if (!isLinux()) {
      return new UnsupportedRegistration(home);
    }
    if (installed.isPresent()) {
      return new InstalledRegistration(
          home, Units.ofSystem(SystemTools.ofSystem(), ROOT), elevation());
    }
    var units = Units.ofUser(SystemTools.ofUser(System.getenv()), ROOT);
    var lingers = PortableRegistration.lingers(System.getProperty("user.name", ""));
    return new PortableRegistration(home, new UserUnit(config(), units), lingers);
  }

  /**
   * @throws ProblemException {@code not-supported-here}
   */
  RootTrust trust() throws ProblemException {
    if (!isLinux()) {
      throw Problem.error(ProblemCode.NOT_SUPPORTED_HERE).exception();
    }
    return new LinuxTrust(
        home,
        installed.map(_ -> elevation()::run),
        new TrustedRoots(ROOT, SystemTools.ofSystem()),
        browsers(),
        this::localRoot);
  }

  /** Nobody's where Gatehouse is not installed: then there is no helper that polkit knows. */
  HomeFirewall firewall() {
    if (!isLinux() || installed.isEmpty()) {
      return HomeFirewall.NONE;
    }
    var elevation = elevation();
    return new LinuxFirewall(elevation::read, elevation::run);
  }

  private String localRoot() throws ProblemException {
    try (var service = ServiceStarter.connect(home)) {
      return service.localRoot();
    }
  }

  private static BrowserRoots browsers() {
    return new BrowserRoots(
        Path.of(System.getProperty("user.home")), SystemTools.ofUser(System.getenv()));
  }

  Leftovers leftovers() {
    var autostart = new AutostartFiles(config());
    return installed.isPresent()
        ? new InstalledLeftovers(
            home,
            registration(),
            autostart,
            browsers(),
            new TrustedRoots(ROOT, SystemTools.ofSystem()),
            elevation())
        : new PortableLeftovers(home, registration(), autostart, browsers());
  }

  private static Elevation elevation() {
    var image = Objects.requireNonNull(System.getProperty("gatehouse.image"));
    return new Elevation(Path.of(image, "bin", "gatehouse-helper"));
  }

  /** The user's folder for the settings of all programs. */
  private static Path config() {
    return Objects.requireNonNull(AppFolders.current().config().getParent());
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }
}
