package app.gatehouse.ui;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.ui.shared.TaskRunner;
import java.time.Duration;
import java.util.function.Consumer;

/** Does everything at once, on the caller's thread. */
public final class InlineTaskRunner implements TaskRunner {

  /** Thrown by work that shall not answer. */
  public static final class NeverAnswers extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public <T> Task run(Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
    T answer;
    try {
      answer = work.get();
    } catch (ProblemException e) {
      failed.accept(e.problem());
      return () -> {};
    } catch (InterruptedException | NeverAnswers e) {
      return () -> {};
    }
    done.accept(answer);
    return () -> {};
  }

  @Override
  public void later(Runnable action) {
    action.run();
  }

  @Override
  public Task after(Duration pause, Runnable action) {
    action.run();
    return () -> {};
  }
}
