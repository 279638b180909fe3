package app.gatehouse.platform.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this computer goes to sleep when nobody uses it, from the kernel, systemd and GNOME's
 * settings. Other desktops keep that to themselves: then it is not known.
 */
public final class SleepSettings {
  private static final String GNOME_POWER = "org.gnome.settings-daemon.plugins.power";

  private final Path root;
  private final Map<String, String> environment;
  private final Asking gnome;

  /** Asks another program for one line; empty when it cannot be had within a second. */
  @FunctionalInterface
  public interface Asking {
    Optional<String> line(List<String> command);
  }

  /**
   * @param root where {@code /etc} and {@code /sys} are; a copy of it in tests
   */
  public SleepSettings(Path root, Map<String, String> environment, Asking gnome) {
    this.root = root;
    this.environment = Map.copyOf(environment);
    this.gnome = gnome;
  }

  /** Empty when it is not to be known. At most two seconds. */
  public Optional<Boolean> sleepsWhenIdle() {
    if (!canSleep() || isMasked("sleep.target") || isMasked("suspend.target")) {
      return Optional.of(false);
    }
    if (systemdSuspendsWhenIdle()) {
      return Optional.of(true);
    }
    return desktopSleepsWhenIdle();
  }

  /** The kernel's list of sleep states; without one there is nothing to fall asleep into. */
  private boolean canSleep() {
    return read(root.resolve("sys/power/state"))
        .map(states -> states.contains("mem") || states.contains("freeze"))
        .orElse(true);
  }

  private boolean isMasked(String unit) {
    try {
      var link = root.resolve("etc/systemd/system").resolve(unit);
      return Files.isSymbolicLink(link)
          && Files.readSymbolicLink(link).equals(Path.of("/dev/null"));
    } catch (IOException e) {
      return false;
    }
  }

  /** The last {@code IdleAction} counts (logind.conf(5)); drop-ins come after the main file. */
  private boolean systemdSuspendsWhenIdle() {
    var action = "ignore";
    for (var file : logindFiles()) {
      for (var line : read(file).orElse("").lines().map(String::strip).toList()) {
        if (line.startsWith("IdleAction=")) {
          action = line.substring("IdleAction=".length()).strip();
        }
      }
    }
    return action.contains("suspend") || action.contains("hibernate") || action.equals("sleep");
  }

  private List<Path> logindFiles() {
    var files = new ArrayList<Path>();
    files.add(root.resolve("etc/systemd/logind.conf"));
    try (Stream<Path> parts = Files.list(root.resolve("etc/systemd/logind.conf.d"))) {
      files.addAll(parts.sorted().toList());
    } catch (IOException e) {
      // There are no drop-ins.
    }
    return files;
  }

  private Optional<Boolean> desktopSleepsWhenIdle() {
    if (!environment.getOrDefault("XDG_CURRENT_DESKTOP", "").contains("GNOME")) {
      return Optional.empty();
    }
    var action = gnome.line(List.of("gsettings", "get", GNOME_POWER, "sleep-inactive-ac-type"));
    if (action.isEmpty()) {
      return Optional.empty();
    }
    if (action.get().contains("nothing")) {
      return Optional.of(false);
    }
    return gnome
        .line(List.of("gsettings", "get", GNOME_POWER, "sleep-inactive-ac-timeout"))
        .map(seconds -> !seconds.strip().equals("0"));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
