package app.gatehouse.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is due when. */
public final class Due {
  /** Front-loaded, then daily: a home's trouble is over soon or not for long. */
  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(100),
          Duration.ofDays(1));

  private Due() {}

  /**
   * When a router's lease is to be renewed: after half of it, so that one missed turn does no harm.
   */
  public static Instant leaseRenewal(Instant granted, Duration lease) {
    return granted.plus(lease.dividedBy(2));
  }

  /**
   * When to try again something that failed.
   *
   * @param failures in a row, at least 1
   */
  public static Instant retry(Instant lastTry, int failures) {
    return lastTry.plus(RETRIES.get(Math.clamp(failures, 1, RETRIES.size()) - 1));
  }

  public static boolean isDue(Instant now, Instant at) {
    return !now.isBefore(at);
  }
}
