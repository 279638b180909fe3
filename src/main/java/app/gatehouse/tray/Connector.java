package app.gatehouse.tray;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.ProblemException;

/** Finds the service. Calls block up to half a minute and react to an interrupt. */
public interface Connector {

  /**
   * @throws ProblemException {@code service-not-reachable} or {@code no-permission}
   */
  ServiceApi find() throws ProblemException, InterruptedException;

  /**
   * Starts it where none runs.
   *
   * @throws ProblemException as {@link #find}
   */
  ServiceApi findOrStart() throws ProblemException, InterruptedException;
}
