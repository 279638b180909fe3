package app.gatehouse.cert;

import java.time.Duration;

/** Lets time pass; injected, so that tests need not wait. */
@FunctionalInterface
public interface Waiter {
  /** Blocks for about that long. */
  void sleep(Duration duration) throws InterruptedException;
}
