package app.gatehouse.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something that another thread or program does, with a deadline. For what can be
 * signalled use a latch instead.
 */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 20;

  private Eventually() {}

  /** A condition; an exception counts as "not yet" and is named when the time is over. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits at most 20 seconds. */
  public static void isTrue(String what, Condition condition) {
    isTrue(what, PATIENCE, condition);
  }

  /**
   * @throws AssertionError when the condition does not hold in time
   */
  public static void isTrue(String what, Duration patience, Condition condition) {
    get(what, patience, condition::holds, held -> held);
  }

  /** The first answer that comes without an exception and satisfies; waits at most 20 seconds. */
  public static <T> T get(String what, Callable<T> question, Predicate<T> satisfies) {
    return get(what, PATIENCE, question, satisfies);
  }

  /**
   * The first answer that comes without an exception and satisfies.
   *
   * @throws AssertionError when there is none in time
   */
  public static <T> T get(
      String what, Duration patience, Callable<T> question, Predicate<T> satisfies) {
    var deadline = System.nanoTime() + patience.toNanos();
    Exception last = null;
    @Nullable T answer = null;
    while (true) {
      try {
        answer = question.call();
        last = null;
        if (satisfies.test(answer)) {
          return answer;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for: " + what, e);
      } catch (Exception e) {
        last = e;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within " + patience.toSeconds() + " s: " + what + "; last answer: " + answer,
            last);
      }
      pause(what);
    }
  }

  private static void pause(String what) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for: " + what, e);
    }
  }
}
