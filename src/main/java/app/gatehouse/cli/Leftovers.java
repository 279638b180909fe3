package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import java.util.Optional;
import java.util.Set;

/** What Gatehouse has put on this computer outside of its home, and how it is taken back. */
public interface Leftovers {
  /**
   * In the order in which they are taken back: the service first, since it would notice the rest.
   */
  enum Leftover {
    /** A running service and what it asked the router for. */
    SERVICE,
    /** That the service starts by itself. */
    REGISTRATION,
    /** That the window opens with the desktop. */
    AUTOSTART,
    /** Our rule in the firewall, if there is one: only an administrator can look. */
    FIREWALL_RULE,
    /** The root certificate that this computer trusts. */
    TRUSTED_ROOT
  }

  /** What is there, or may be. */
  Set<Leftover> find();

  /**
   * Takes one of them back, and nothing else. Asks for an administrator's password where that takes
   * one.
   */
  void takeBack(Leftover what) throws ProblemException, InterruptedException;

  /** The command that removes the package; empty where none is installed. */
  Optional<String> packageRemoval();
}
