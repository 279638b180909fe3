package app.gatehouse.control;

import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/** Decides how much a user may ask of the service. Asked once for each connection. */
@FunctionalInterface
public interface PeerPolicy {
  /** How much somebody may ask. */
  enum Access {
    /** Everything. */
    ALL,
    /** Only {@link ServiceApi#info()}; anything else is {@code no-permission}. */
    STATE_LINE
  }

  /**
   * @param user who connected, as the kernel says; empty where it cannot tell, and then only those
   *     who may enter the socket's folder can have connected
   */
  Access access(Optional<UserPrincipal> user);

  /** For a service in portable mode: its own user, and the administrator, who can do all anyway. */
  static PeerPolicy sameUser() {
    return user ->
        user.isEmpty() || Peers.isThisUser(user.get()) || Peers.isRoot(user.get())
            ? Access.ALL
            : Access.STATE_LINE;
  }
}
