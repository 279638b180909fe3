package app.gatehouse.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Gatehouse as a package installed it: one service for the whole computer, started by the system,
 * with a home that only it may enter.
 *
 * @param home the service's
 * @param socket where everybody may knock; the service decides who may do what
 * @param account the service's own
 */
record Installation(Path home, Path socket, String account) {
  private static final Installation LINUX =
      new Installation(
          Path.of("/var/lib/gatehouse"), Path.of("/run/gatehouse/control.sock"), "gatehouse");

  /** Present when this program belongs to an installed image; a package puts the mark there. */
  static Optional<Installation> current() {
    var image = System.getProperty("gatehouse.image");
    return image != null && Files.exists(Path.of(image, "installed"))
        ? Optional.of(LINUX)
        : Optional.empty();
  }

  /** The installation whose service has that home. */
  static Optional<Installation> of(Path home) {
    return current().filter(installed -> installed.home().equals(home.toAbsolutePath()));
  }
}
