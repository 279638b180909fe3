package app.gatehouse.launch;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.platform.linux.Autostart;
import app.gatehouse.platform.linux.tray.DbusTrayHost;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import app.gatehouse.tray.Connector;
import app.gatehouse.tray.Desk;
import app.gatehouse.tray.FallbackHost;
import app.gatehouse.tray.StartWithComputer;
import app.gatehouse.tray.Tray;
import app.gatehouse.tray.TrayHosts;
import app.gatehouse.tray.TrayParts;
import app.gatehouse.ui.DesktopTray;
import app.gatehouse.ui.tray.AwtTrayHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tray of this system, wired. */
record TrayProgram(Programs programs, Path home, Map<String, String> overrides, Texts texts)
    implements DesktopTray {
  private static final Logger LOG = LoggerFactory.getLogger(TrayProgram.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  @Override
  public Optional<Tray> open(Desk desk) throws InterruptedException {
    var folders = AppFolders.current();
    var tray =
        new Tray(
            new TrayParts(
                new Services(),
                hosts(),
                new SavedTray(folders.config()),
                autostart(folders.config()),
                InstantSource.system(),
                PERIOD,
                texts),
            desk);
    if (!tray.open()) {
      LOG.info("There is no tray here: closing the window ends this program, not the service");
      return Optional.empty();
    }
    tray.start();
    return Optional.of(tray);
  }

  private static TrayHosts hosts() {
    var awt = AwtTrayHost.hosts();
    return isLinux() ? FallbackHost.hosts(DbusTrayHost.hosts(), awt) : awt;
  }

  /** A clone that Maven runs has no program that a desktop could start. */
  private static Optional<StartWithComputer> autostart(Path config) {
    var image = System.getProperty("gatehouse.image");
    if (image == null || !isLinux()) {
      return Optional.empty();
    }
    var program = Path.of(image, "bin", "gatehouse-desktop").toAbsolutePath();
    var folder = config.getParent();
    return folder == null ? Optional.empty() : Optional.of(new Autostart(folder, program));
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }

  private final class Services implements Connector {
    @Override
    public ServiceApi find() throws ProblemException {
      return programs.connect(home);
    }

    @Override
    public ServiceApi findOrStart() throws ProblemException, InterruptedException {
      return programs.connectOrStart(home, overrides);
    }
  }
}
