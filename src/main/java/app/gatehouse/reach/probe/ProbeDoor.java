package app.gatehouse.reach.probe;

import app.gatehouse.problem.ProblemException;

/** Lets tokens be answered at a port of this computer while a proof runs. */
public interface ProbeDoor {

  /**
   * Answers at this port, and nothing but tokens where nobody else listens for Gatehouse; HTTP and
   * HTTPS alike. Blocks for a moment.
   *
   * @throws ProblemException {@code port-in-use}, {@code port-needs-rights} with the fact {@code
   *     port}
   */
  Opened open(int port, ProbeTokens tokens) throws ProblemException;

  /** Closes what was opened; a port that was open before stays open. */
  @FunctionalInterface
  interface Opened extends AutoCloseable {
    @Override
    void close();
  }
}
