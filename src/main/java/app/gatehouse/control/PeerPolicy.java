package app.gatehouse.control;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** What a stranger is told who asks for more. */
  default Problem refusal() {
    return Problem.error(ProblemCode.NO_PERMISSION);
  }

  /**
   * For an installed service: the administrator, its own user, and who was enrolled.
   *
   * @param enrolled asked with a user's name on this computer, at each connection anew
   */
  static PeerPolicy enrolled(Predicate<String> enrolled) {
    return new PeerPolicy() {
      @Override
      public Access access(Optional<UserPrincipal> user) {
        return user.isPresent()
                && (Peers.isThisUser(user.get())
                    || Peers.isRoot(user.get())
                    || enrolled.test(user.get().getName()))
            ? Access.ALL
            : Access.STATE_LINE;
      }

      @Override
      public Problem refusal() {
        return Problem.error(ProblemCode.NO_PERMISSION).variant("installed");
      }
    };
  }

  /** For a service in portable mode: its own user, and the administrator, who can do all anyway. */
  static PeerPolicy sameUser() {
    return user ->
        user.isEmpty() || Peers.isThisUser(user.get()) || Peers.isRoot(user.get())
            ? Access.ALL
            : Access.STATE_LINE;
  }
}
