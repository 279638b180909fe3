package app.gatehouse.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real programs that tests use: those that {@code src/test/servers/provide.sh} brought
 * (folder {@code -Dservers}), else those of the system. What is missing skips the test with the
 * reason that the script noted.
 */
public final class Servers {
  private static final List<Path> SYSTEM =
      List.of(Path.of("/usr/local/sbin"), Path.of("/usr/sbin"), Path.of("/sbin"));

  private Servers() {}

  /** Where the build provided the servers. */
  public static Path directory() {
    return Path.of(System.getProperty("servers", "target/servers")).toAbsolutePath();
  }

  /** The sources of our own test servers: scripts and small apps. */
  public static Path sources() {
    return Path.of("src/test/servers").toAbsolutePath();
  }

  /** A program, or the test is skipped. */
  public static Path require(String program) {
    return find(program).orElseGet(() -> skip(program));
  }

  /** A folder that the build provided, such as {@code hfs}, or the test is skipped. */
  public static Path requireFolder(String name) {
    var folder = directory().resolve(name);
    return Files.isDirectory(folder) ? folder : skip(name);
  }

  /** Where a program is, if it is there. */
  public static Optional<Path> find(String program) {
    var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Stream.concat(
            Stream.of(directory().resolve("bin")),
            Stream.concat(
                Stream.of(path).filter(entry -> !entry.isEmpty()).map(Path::of), SYSTEM.stream()))
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The system's Python with a module that came as a package, or the test is skipped. */
  public static Path requirePython(String module) {
    // Not the first python3 of the path: another Python does not see the system's packages.
    var python = Path.of("/usr/bin/python3");
    if (!Files.isExecutable(python)
        || !Files.exists(Path.of("/usr/lib/python3/dist-packages", module))) {
      return skip(module);
    }
    return python;
  }

  /** Skips the test unless the session bus can start somebody who shows notifications. */
  public static void requireNotifications() {
    if (!Files.exists(
        Path.of("/usr/share/dbus-1/services/org.xfce.xfce4-notifyd.Notifications.service"))) {
      skip("xfce4-notifyd");
    }
  }

  /** Skips the test unless JavaFX can open real windows. */
  public static void requireGtk() {
    try (var libraries = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
      for (var folder : libraries) {
        if (Files.exists(folder.resolve("libgtk-3.so.0"))) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    skip("gtk3");
  }

  /** Skips the test unless network namespaces can be made here. */
  public static void requireNamespaces() {
    require("ip");
    require("nft");
    Assumptions.assumeTrue(
        succeeds("unshare", "-n", "true"), "network namespaces: this user may not make them");
  }

  /** Skips the test unless a file system can be mounted in a namespace of its own here. */
  public static void requireMounts() {
    require("unshare");
    Assumptions.assumeTrue(
        succeeds("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"),
        "mount namespaces: this user may not make them");
  }

  /** Skips the test unless it runs as root. */
  public static void requireRoot() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "root: the tests run as another user");
  }

  private static boolean succeeds(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T skip(String name) {
    return Assumptions.abort(name + ": " + reason(name));
  }

  private static String reason(String name) {
    var noted = directory().resolve("unavailable.txt");
    if (Files.exists(noted)) {
      try (var lines = Files.lines(noted)) {
        var reason =
            lines
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst();
        if (reason.isPresent()) {
          return reason.get();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return "not found on this system";
  }
}
