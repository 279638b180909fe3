package app.gatehouse.ui.shared;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.ProblemException;

/** Something asked of the service; may block. */
public interface ServiceRequest<T> {
  T ask(ServiceApi service) throws ProblemException, InterruptedException;
}
