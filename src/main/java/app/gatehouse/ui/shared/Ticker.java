package app.gatehouse.ui.shared;

import java.time.Duration;

/** Does something again and again. */
public interface Ticker {

  /**
   * Does it every so often on the thread that draws, the first time after one pause. Called on that
   * thread.
   */
  TaskRunner.Task every(Duration pause, Runnable action);
}
