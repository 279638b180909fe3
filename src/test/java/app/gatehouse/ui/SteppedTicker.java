package app.gatehouse.ui;

import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ticks when a test says so. */
public final class SteppedTicker implements Ticker {
  private final List<Runnable> actions = new ArrayList<>();

  @Override
  public TaskRunner.Task every(Duration pause, Runnable action) {
    actions.add(action);
    return () -> actions.remove(action);
  }

  /** One pause passes. */
  public void step() {
    List.copyOf(actions).forEach(Runnable::run);
  }

  public boolean isTicking() {
    return !actions.isEmpty();
  }
}
