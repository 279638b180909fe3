package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.PanelDesktop;
import app.gatehouse.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window program on a real desktop with a panel: window, icon, second start, end. */
@Timeout(180)
class DesktopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OFFERED = 0x6d70f5;
  private static final Path IMAGE = Path.of("target", "gatehouse").toAbsolutePath();

  @TempDir Path folder;
  private Path home;
  private PanelDesktop desktop;

  @BeforeEach
  void start() throws Exception {
    Servers.requireGtk();
    home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("settings.json"),
        """
        {"schema":1,"settings":{"router.enabled":"false","ip-echo.services":"",
        "listen.address":"127.0.0.1","http.port":"%d","https.port":"%d"}}
        """
            .formatted(FreePorts.next(), FreePorts.next()));
    desktop = PanelDesktop.start(false);
  }

  @AfterEach
  void stop() {
    if (desktop != null) {
      desktop
          .command(IMAGE.resolve("bin/gatehouse"), "--home=" + home, "stop")
          .start()
          .awaitExit(PATIENCE);
      desktop.close();
    }
  }

  @Test
  void livesInTheTrayWhenItsWindowIsClosedAndShowsItAgain() throws Exception {
    try (var first = program("--lang=en")) {
      Eventually.isTrue("the window is open", PATIENCE, this::isWindowOpen);
      desktop.find("desktop-open", OFFERED);

      closeWindow();
      Eventually.isTrue("the window is closed", () -> !isWindowOpen());
      var icon = desktop.find("desktop-closed", OFFERED);
      assertThat(first.isAlive()).isTrue();

      try (var second = program("--lang=en")) {
        assertThat(second.awaitExit(PATIENCE)).isZero();
      }
      Eventually.isTrue("the first one's window is open again", this::isWindowOpen);
      closeWindow();
      Eventually.isTrue("the window is closed", () -> !isWindowOpen());

      desktop.openMenu(() -> desktop.click(icon, 3));
      desktop.picture("desktop-menu");
      // The last one quits.
      desktop.key("Up", "Return");
      assertThat(first.awaitExit(PATIENCE)).isZero();
    }
  }

  @Test
  void startsWithoutAWindowForTheTray() throws Exception {
    try (var program = program("--tray")) {
      var icon = desktop.find("desktop-tray", OFFERED);
      assertThat(isWindowOpen()).isFalse();

      desktop.click(icon, 1);
      Eventually.isTrue("the window is open", PATIENCE, this::isWindowOpen);
      assertThat(program.isAlive()).isTrue();
    }
  }

  @Test
  void endsWithItsWindowWhereNobodySeesAnIcon() throws Exception {
    desktop.killPanel();
    try (var program = program("--lang=en")) {
      Eventually.isTrue("the window is open", PATIENCE, this::isWindowOpen);

      closeWindow();

      assertThat(program.awaitExit(PATIENCE)).isZero();
    }
  }

  @Test
  void opensItsWindowWhereThereIsNoSessionBus() throws Exception {
    try (var program =
        desktop
            .command(IMAGE.resolve("bin/gatehouse-desktop"), "--home=" + home, "--lang=en")
            .environment("DBUS_SESSION_BUS_ADDRESS", "")
            .start()) {
      Eventually.isTrue("the window is open", PATIENCE, this::isWindowOpen);

      closeWindow();

      assertThat(program.awaitExit(PATIENCE)).isZero();
    }
  }

  private ChildProcess program(String option) {
    return desktop
        .command(IMAGE.resolve("bin/gatehouse-desktop"), "--home=" + home, option)
        .start();
  }

  private boolean isWindowOpen() {
    return desktop.windows().contains("Gatehouse");
  }

  /** As a user does: the window manager asks the program to close it. */
  private void closeWindow() {
    desktop.run(
        "xdotool", "search", "--onlyvisible", "--name", "^Gatehouse$", "windowactivate", "--sync");
    desktop.key("alt+F4");
  }
}
