package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The only way in which view-models start work: away from the thread that draws, with the answer
 * back on it. Tests run it inline.
 */
public interface TaskRunner {

  /** Work that may block; reacts to an interrupt. */
  interface Work<T> {
    T get() throws ProblemException, InterruptedException;
  }

  /** What was started. */
  interface Task {
    /** Interrupts the work; its answer is not told any more. */
    void cancel();
  }

  /**
   * Starts work. Exactly one of the two is told, on the thread that draws, unless the task is
   * cancelled first. An unexpected failure is told as the problem {@code unknown}.
   */
  <T> Task run(Work<T> work, Consumer<T> done, Consumer<Problem> failed);

  /** Does something on the thread that draws, soon and in order. */
  void later(Runnable action);

  /** Does something on the thread that draws when some time has passed. Called on that thread. */
  Task after(Duration pause, Runnable action);
}
