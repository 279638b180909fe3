package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import java.util.function.Consumer;

/** Asks the service for a page. Called on the thread that draws. */
public interface Asker {

  /** Asks away from the thread that draws; exactly one of the two is told, on that thread. */
  <T> TaskRunner.Task ask(ServiceRequest<T> request, Consumer<T> done, Consumer<Problem> failed);
}
