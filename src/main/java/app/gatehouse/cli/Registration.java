package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the service of one home is started on this computer. */
public interface Registration {
  /** Who looks after the service. */
  enum Kind {
    /** A package put Gatehouse here; the system starts its service for everybody. */
    INSTALLED,
    /** A copy of one user; it starts with their session, or by hand. */
    PORTABLE
  }

  /**
   * What there is; everybody may know it.
   *
   * @param registered whether it starts by itself
   * @param active whether it runs
   * @param since when it was started; null while it does not run and where the system does not tell
   * @param listening whether visitors' ports are open; null where it does not run or does not tell
   * @param sessionOnly whether it starts with its user's session rather than with the computer;
   *     null where it is not registered
   */
  record State(
      Kind kind,
      boolean registered,
      boolean active,
      @Nullable Instant since,
      @Nullable Boolean listening,
      @Nullable Boolean sessionOnly) {}

  State state();

  /**
   * Starts the service, now and from now on by itself. Asks for an administrator's password where
   * that takes one.
   *
   * @throws ProblemException {@code not-supported-here}, {@code no-permission}, {@code
   *     system-change-failed}, {@code service-not-reachable} when it does not come up within 30 s
   */
  void install() throws ProblemException, InterruptedException;

  /** Takes back what {@link #install} did: it ends, and starts by itself no more. */
  void remove() throws ProblemException, InterruptedException;
}
