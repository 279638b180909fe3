package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/** Asks the router to forward ports to this computer. Blocks for seconds; reacts to interrupts. */
public interface PortMappings {

  /** Whether this was switched off in the settings. */
  boolean enabled();

  /**
   * Maps the outer port to this computer's inner port, or renews that mapping.
   *
   * @return what the router granted; empty when the very same mapping was there before and is not
   *     ours to take back
   * @throws ProblemException {@code router-not-found}, {@code router-refuses}, {@code
   *     router-refuses-low-ports}, {@code mapping-conflict} …
   */
  Optional<Lease> map(int outerPort, int innerPort) throws ProblemException, InterruptedException;

  /** Takes a mapping back if it is ours; nothing happens when it is gone. */
  void unmap(int outerPort) throws ProblemException, InterruptedException;

  /**
   * @param duration how long the router keeps it; empty when it keeps it until told otherwise
   */
  record Lease(Optional<Duration> duration) {}
}
