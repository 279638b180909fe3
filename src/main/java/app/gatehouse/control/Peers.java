package app.gatehouse.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Which user is at the other end of a socket, as the kernel says it. */
final class Peers {
  private static final Path SELF = Path.of("/proc/self");

  private Peers() {}

  /**
   * The user at the other end; empty where the system cannot tell (Windows), so that the rights of
   * the socket's folder alone decide.
   *
   * @throws IOException when the connection is gone
   */
  static Optional<UserPrincipal> of(SocketChannel channel) throws IOException {
    if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return Optional.empty();
    }
    return Optional.of(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
  }

  static boolean isThisUser(UserPrincipal user) {
    return thisUser().filter(user::equals).isPresent();
  }

  static boolean isRoot(UserPrincipal user) {
    return named("root").filter(user::equals).isPresent();
  }

  static boolean runsAsRoot() {
    return thisUser().filter(Peers::isRoot).isPresent();
  }

  /** The user of this process: its number where there is one, else its name. */
  static String ownId() {
    try {
      return Files.getAttribute(SELF, "unix:uid").toString();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._-]", "_");
    }
  }

  private static Optional<UserPrincipal> thisUser() {
    try {
      return Optional.of(Files.getOwner(SELF));
    } catch (IOException | UnsupportedOperationException e) {
      return named(System.getProperty("user.name", ""));
    }
  }

  private static Optional<UserPrincipal> named(String name) {
    try {
      var lookup = FileSystems.getDefault().getUserPrincipalLookupService();
      return Optional.of(lookup.lookupPrincipalByName(name));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
