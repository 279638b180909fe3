package app.gatehouse.ui.shared;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.ProblemException;

/** Finds the service, and starts it when none runs. */
public interface ServiceConnector {

  /**
   * Blocks until the service answers, at most 30 s; reacts to an interrupt.
   *
   * @throws ProblemException {@code service-not-reachable} or {@code no-permission}
   */
  ServiceApi connect() throws ProblemException, InterruptedException;
}
