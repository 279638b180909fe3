package app.gatehouse.net;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs blocking work with one limit for all of it together. The work runs on a virtual thread of
 * its own, so that even what ignores interrupts (the system's name resolver does) cannot hold the
 * caller.
 */
public final class TimeLimit {
  private TimeLimit() {}

  /**
   * @param onGiveUp what makes the work end, such as closing its socket
   * @throws TimeoutException when the limit has passed
   * @throws ExecutionException with what the work threw
   * @throws InterruptedException when the caller is interrupted; the work is then given up, too
   */
  public static <T> T call(Duration limit, Callable<T> work, Runnable onGiveUp)
      throws InterruptedException, TimeoutException, ExecutionException {
    if (Thread.interrupted()) {
      // Work that is done at once would hide it.
      throw new InterruptedException();
    }
    var task = new FutureTask<>(work);
    var thread = Thread.ofVirtual().name("limited").start(task);
    try {
      return task.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      throw new ExecutionException(e);
    } catch (TimeoutException e) {
      thread.interrupt();
      onGiveUp.run();
      throw new TimeoutException("no answer within " + limit.toMillis() + " ms");
    } catch (InterruptedException e) {
      thread.interrupt();
      onGiveUp.run();
      throw e;
    }
  }
}
