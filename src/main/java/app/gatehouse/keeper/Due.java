package app.gatehouse.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is due when. A time in the future at which something was done tells nothing, since the clock
 * was set back: it is due then.
 */
public final class Due {
  /** Front-loaded, and never long: a router that was off gets its mappings soon after. */
  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  private Due() {}

  /**
   * Whether a router's lease is to be renewed: after half of it, so that one missed turn does no
   * harm.
   */
  public static boolean isLeaseDue(Instant now, Instant granted, Duration lease) {
    return isDue(now, granted, lease.dividedBy(2));
  }

  /**
   * Whether to try again what failed: a router, a look at what is served.
   *
   * @param failures in a row, at least 1
   */
  public static boolean isRetryDue(Instant now, Instant lastTry, int failures) {
    return isDue(now, lastTry, pause(failures));
  }

  /** When {@link #isRetryDue} says so. */
  public static Instant retryAt(Instant lastTry, int failures) {
    return lastTry.plus(pause(failures));
  }

  private static Duration pause(int failures) {
    return RETRIES.get(Math.clamp(failures, 1, RETRIES.size()) - 1);
  }

  /** Whether what was done last at some time is to be done again after a pause. */
  public static boolean isDue(Instant now, Instant last, Duration pause) {
    return last.isAfter(now) || !now.isBefore(last.plus(pause));
  }
}
