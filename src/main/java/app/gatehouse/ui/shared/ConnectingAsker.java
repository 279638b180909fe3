package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import java.util.function.Consumer;

/**
 * Connects anew for each question where that is needed: whoever presses a button again asks a
 * service that has come back meanwhile.
 *
 * @param connector should keep its connection
 */
public record ConnectingAsker(ServiceConnector connector, TaskRunner runner) implements Asker {
  @Override
  public <T> TaskRunner.Task ask(
      ServiceRequest<T> request, Consumer<T> done, Consumer<Problem> failed) {
    return runner.run(
        () -> request.ask(connector.connect()),
        done,
        problem -> failed.accept(LostService.inWindow(problem)));
  }
}
