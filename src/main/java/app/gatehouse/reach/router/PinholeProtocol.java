package app.gatehouse.reach.router;

import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;

/**
 * One router, found, as one protocol for pinholes reaches it from one address of this computer. An
 * {@link IOException} means that the router has gone.
 */
interface PinholeProtocol {

  /** As {@link Pinhole#protocol()}. */
  String name();

  /**
   * Opens a port, or keeps it open.
   *
   * @param before the one that is kept
   */
  Pinhole open(int port, Optional<Pinhole> before)
      throws IOException, ProblemException, InterruptedException;

  /** As {@link Pinholes#isOpen}. */
  boolean isOpen(Pinhole pinhole) throws IOException, InterruptedException;

  void close(Pinhole pinhole) throws IOException, ProblemException, InterruptedException;
}
