package app.gatehouse.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Gatehouse as a package installed it: one service for the whole computer, started by the system,
 * with a home that only it may enter.
 *
 * @param home the service's
 * @param socket where users knock; on Windows only those who may enter its folder can, elsewhere
 *     everybody, and the service decides who may do what
 * @param account the service's own
 */
record Installation(Path home, Path socket, String account) {

  /** Present when this program belongs to an installed image; a package puts the mark there. */
  static Optional<Installation> current() {
    var image = System.getProperty("gatehouse.image");
    return image != null && Files.exists(Path.of(image, "installed"))
        ? Optional.of(of(System.getProperty("os.name"), System.getenv()))
        : Optional.empty();
  }

  /** The installation whose service has that home. */
  static Optional<Installation> of(Path home) {
    return current().filter(installed -> installed.home().equals(home.toAbsolutePath()));
  }

  /** What the packages of that system make. */
  static Installation of(String system, Map<String, String> environment) {
    if (system.startsWith("Windows")) {
      return in(
          Path.of(environment.getOrDefault("ProgramData", "C:\\ProgramData"), "Gatehouse"),
          "Gatehouse");
    }
    if (system.startsWith("Mac")) {
      return in(Path.of("/Library/Application Support/Gatehouse"), "_gatehouse");
    }
    return new Installation(
        Path.of("/var/lib/gatehouse"), Path.of("/run/gatehouse/control.sock"), "gatehouse");
  }

  private static Installation in(Path folder, String account) {
    return new Installation(
        folder.resolve("state"), folder.resolve("control").resolve("control.sock"), account);
  }
}
