package app.gatehouse.forward;

import io.netty.channel.EventLoop;
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
  private boolean armed;
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
    if (!armed || due - armedFor < 0) {
      arm();
    }
  }

  void clear() {
    late = null;
  }

  private void arm() {
    armed = true;
    armedFor = due;
    var target = due;
    loop.schedule(() -> fire(target), due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void fire(long target) {
    if (target != armedFor) {
      return; // An earlier one has taken over.
    }
    armed = false;
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
