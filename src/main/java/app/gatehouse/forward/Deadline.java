package app.gatehouse.forward;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must not take too long, moved often and cheaply: a timer is armed once and, when
 * it fires too early, again for what is left. For one event loop only.
 */
final class Deadline {
  private final EventLoop loop;
  private @Nullable Runnable late;
  private long due;
  private @Nullable ScheduledFuture<?> timer;
  private long armedFor;

  Deadline(EventLoop loop) {
    this.loop = loop;
  }

  /** From now on this long; replaces what was set before. Zero clears. */
  void within(Duration time, Runnable action) {
    if (time.isZero()) {
      clear();
      return;
    }
    late = action;
    due = System.nanoTime() + time.toNanos();
    if (timer == null) {
      arm();
    } else if (due - armedFor < 0) {
      timer.cancel(false);
      arm();
    }
  }

  void clear() {
    late = null;
  }

  /** Ends it for good: a timer that is still armed would keep everything it knows in memory. */
  void stop() {
    late = null;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void arm() {
    armedFor = due;
    timer = loop.schedule(this::fire, due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void fire() {
    timer = null;
    var action = late;
    if (action == null) {
      return;
    }
    if (due - System.nanoTime() > 0) {
      arm();
    } else {
      late = null;
      action.run();
    }
  }
}
