package app.gatehouse.net;

import java.time.Duration;

/** Lets time pass; passed in, so that tests need not wait. */
@FunctionalInterface
public interface Waiter {
  /** Waits; nothing happens for zero and less. */
  void sleep(Duration time) throws InterruptedException;

  /** The one that really waits. */
  static Waiter real() {
    return Thread::sleep;
  }
}
