package app.gatehouse.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A real desktop that nobody sees: a virtual screen, a session bus of its own, a window manager, a
 * panel with a tray, and whoever shows notifications. Skips the test where a part is missing.
 */
public final class PanelDesktop implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots", "tray").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int COLOUR_DISTANCE = 24;

  /**
   * More than an icon that is pointed at and its tip, or a line that is chosen; less than a menu.
   */
  private static final int MENU_POINTS = 20_000;

  /** More than an icon and its tip; less than a notification. */
  private static final int NOTICE_POINTS = 5_000;

  private final Map<String, String> environment = new HashMap<>();
  private final List<ChildProcess> running = new ArrayList<>();
  private final Path folder;
  private final String busAddress;
  private @Nullable ChildProcess panel;

  /** A point on the screen. */
  public record Point(int x, int y) {}

  private PanelDesktop(Path folder, boolean dark) throws IOException {
    this.folder = folder;
    for (var part : List.of("home/.config", "home/.local/share", "home/.cache", "runtime")) {
      Files.createDirectories(folder.resolve(part));
    }
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("XDG_CONFIG_HOME", folder.resolve("home/.config").toString());
    environment.put("XDG_STATE_HOME", folder.resolve("home/.local/state").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("home/.cache").toString());
    environment.put("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
    environment.put("XDG_CURRENT_DESKTOP", "XFCE");
    environment.put("GSETTINGS_BACKEND", "memory");
    environment.put("NO_AT_BRIDGE", "1");
    environment.put("LC_ALL", "C.UTF-8");
    configure(dark);
    var screen =
        start(
            Servers.require("Xvfb"),
            "-screen",
            "0",
            "1100x800x24",
            "-nolisten",
            "tcp",
            // Else it starts anew when its last client leaves, and refuses who comes meanwhile.
            "-noreset",
            "-displayfd",
            "1");
    environment.put("DISPLAY", ":" + screen.awaitLine("^\\d+$").strip());
    busAddress = "unix:path=" + folder.resolve("bus");
    start(
            Servers.require("dbus-daemon"),
            "--session",
            "--nofork",
            "--print-address",
            "--address=" + busAddress)
        .awaitLine("^unix:path=");
    environment.put("DBUS_SESSION_BUS_ADDRESS", busAddress);
    awaitWindowManager(start(Servers.require("xfwm4"), "--compositor=off"));
  }

  /** Until it says what it can do, no window can be asked to come to the front or to close. */
  private void awaitWindowManager(ChildProcess manager) {
    Eventually.isTrue(
        "the window manager answers",
        PATIENCE.multipliedBy(3),
        () -> {
          if (!manager.isAlive()) {
            throw new AssertionError("the window manager ended: " + manager.output());
          }
          run("xdotool", "get_desktop");
          return true;
        });
  }

  /** Starts one, with a panel. */
  public static PanelDesktop start(boolean dark) {
    for (var program :
        List.of("Xvfb", "dbus-daemon", "xfwm4", "xfce4-panel", "xdotool", "import")) {
      Servers.require(program);
    }
    Servers.requireNotifications();
    try {
      // Short, since sockets lie in it.
      var desktop = new PanelDesktop(Files.createTempDirectory("gh-desk"), dark);
      desktop.startPanel();
      return desktop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A panel at the bottom with nothing but a tray in it; else it would ask what it shall be. */
  private void configure(boolean dark) throws IOException {
    var channel = folder.resolve("home/.config/xfce4/xfconf/xfce-perchannel-xml");
    Files.createDirectories(channel);
    Files.writeString(
        channel.resolve("xfce4-panel.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <channel name="xfce4-panel" version="1.0">
          <property name="configver" type="int" value="2"/>
          <property name="panels" type="array">
            <value type="int" value="1"/>
            <property name="dark-mode" type="bool" value="%s"/>
            <property name="panel-1" type="empty">
              <property name="position" type="string" value="p=8;x=550;y=780"/>
              <property name="length" type="uint" value="100"/>
              <property name="position-locked" type="bool" value="true"/>
              <property name="size" type="uint" value="30"/>
              <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
            </property>
          </property>
          <property name="plugins" type="empty">
            <property name="plugin-1" type="string" value="systray">
              <property name="square-icons" type="bool" value="true"/>
            </property>
          </property>
        </channel>
        """
            .formatted(dark));
  }

  private ChildProcess start(Path program, String... arguments) {
    var child = command(program, arguments).start();
    running.add(child);
    return child;
  }

  /** A program that is to run on this desktop. */
  public ChildProcess.Builder command(Path program, String... arguments) {
    var builder = ChildProcess.of(program, (Object[]) arguments);
    environment.forEach(builder::environment);
    return builder;
  }

  public void startPanel() {
    panel = start(Servers.require("xfce4-panel"), "--disable-wm-check");
  }

  /** As a crash does. */
  public void killPanel() {
    if (panel != null) {
      panel.kill();
    }
  }

  public String busAddress() {
    return busAddress;
  }

  public Path home() {
    return folder.resolve("home");
  }

  public Path runtime() {
    return folder.resolve("runtime");
  }

  /** What is on the screen now; kept as {@code target/screenshots/tray/NAME.png}. */
  public BufferedImage picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      var file = PICTURES.resolve(name + ".png");
      run("import", "-silent", "-window", "root", file.toString());
      return ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a colour is on the screen; answers with the middle of where it is. */
  public Point find(String what, int rgb) {
    return Eventually.get(
        what + " is on the screen", () -> middle(picture(what), rgb), at -> at != null);
  }

  /** Waits until much is on the screen that was not before; answers with its middle. */
  public Point findChange(String what, BufferedImage before) {
    return Eventually.get(
        what + " is on the screen", () -> changed(before, picture(what)), at -> at != null);
  }

  private static @Nullable Point changed(BufferedImage before, BufferedImage now) {
    long count = 0;
    long sumX = 0;
    long sumY = 0;
    for (var y = 0; y < now.getHeight(); y++) {
      for (var x = 0; x < now.getWidth(); x++) {
        if (before.getRGB(x, y) != now.getRGB(x, y)) {
          count++;
          sumX += x;
          sumY += y;
        }
      }
    }
    return count < NOTICE_POINTS ? null : new Point((int) (sumX / count), (int) (sumY / count));
  }

  /** The middle of all points of a colour; null when there are too few. */
  private static @Nullable Point middle(BufferedImage picture, int rgb) {
    long count = 0;
    long sumX = 0;
    long sumY = 0;
    for (var y = 0; y < picture.getHeight(); y++) {
      for (var x = 0; x < picture.getWidth(); x++) {
        if (isLike(picture.getRGB(x, y), rgb)) {
          count++;
          sumX += x;
          sumY += y;
        }
      }
    }
    return count < 10 ? null : new Point((int) (sumX / count), (int) (sumY / count));
  }

  private static boolean isLike(int one, int other) {
    for (var shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > COLOUR_DISTANCE) {
        return false;
      }
    }
    return true;
  }

  public boolean shows(String what, int rgb) {
    return middle(picture(what), rgb) != null;
  }

  /** Presses a mouse button: 1 is the left one, 3 the right one. */
  public void click(Point at, int button) {
    run("xdotool", "mousemove", "" + at.x(), "" + at.y());
    run("xdotool", "click", "" + button);
  }

  public void key(String... names) {
    run("xdotool", Stream.concat(Stream.of("key"), Stream.of(names)).toArray(String[]::new));
  }

  /**
   * Opens a menu and waits until it is there with its items: it comes in several steps, with rests
   * between them that may be long.
   */
  public void openMenu(Runnable how) {
    var before = picture("before-menu");
    how.run();
    Eventually.isTrue("a menu is open", () -> differing(before, picture("moving")) > MENU_POINTS);
    awaitRest();
  }

  /** Waits until nothing moves any more. */
  public void awaitRest() {
    var before = new BufferedImage[] {picture("moving")};
    Eventually.isTrue(
        "the screen stands still",
        () -> {
          var now = picture("moving");
          var same = differing(before[0], now) == 0;
          before[0] = now;
          return same;
        });
  }

  private static int differing(BufferedImage one, BufferedImage other) {
    var before = points(one);
    var now = points(other);
    var count = 0;
    for (var i = 0; i < before.length; i++) {
      if (before[i] != now[i]) {
        count++;
      }
    }
    return count;
  }

  private static int[] points(BufferedImage picture) {
    var width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }

  /** The titles of the windows that are shown. */
  public List<String> windows() {
    var list =
        command(
                Servers.require("xdotool"),
                "search",
                "--onlyvisible",
                "--name",
                ".*",
                "getwindowname",
                "%@")
            .start();
    list.awaitExit(PATIENCE);
    return list.output().lines().toList();
  }

  /** Runs a program to its end. */
  public String run(String program, String... arguments) {
    try (var child = command(Servers.require(program), arguments).start()) {
      if (child.awaitExit(PATIENCE) != 0) {
        throw new IllegalStateException(program + ": " + child.output());
      }
      return child.output();
    }
  }

  @Override
  public void close() {
    for (var child : running.reversed()) {
      child.kill();
    }
    running.clear();
  }
}
