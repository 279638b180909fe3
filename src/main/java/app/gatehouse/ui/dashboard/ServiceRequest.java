package app.gatehouse.ui.dashboard;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.ProblemException;

/** Something asked of the service; may block. */
interface ServiceRequest<T> {
  T ask(ServiceApi service) throws ProblemException, InterruptedException;
}
