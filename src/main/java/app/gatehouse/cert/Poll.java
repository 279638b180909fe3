package app.gatehouse.cert;

import app.gatehouse.net.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;

/**
 * Looks at an order again and again until the CA has decided. acme4j's own waiting sleeps at least
 * three seconds and fails on a {@code Retry-After} that lies in the past.
 */
final class Poll {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WISH = Duration.ofSeconds(30);

  private final Duration patience;
  private final InstantSource clock;
  private final Waiter waiter;

  Poll(Duration patience, InstantSource clock, Waiter waiter) {
    this.patience = patience;
    this.clock = clock;
    this.waiter = waiter;
  }

  /**
   * Waits for the order.
   *
   * @return whether the order reached one of the states in time
   */
  boolean until(Order order, Set<Status> wanted) throws AcmeException, InterruptedException {
    var waited = Duration.ZERO;
    var pause = FIRST_PAUSE;
    while (true) {
      var wish = order.fetch();
      if (wanted.contains(order.getStatus())) {
        return true;
      }
      // What was waited is counted, not read from a clock that may be set meanwhile.
      if (waited.compareTo(patience) >= 0) {
        return false;
      }
      var next = atLeast(pause, wished(wish));
      waiter.sleep(next);
      waited = waited.plus(next);
      pause = atMost(LONGEST_PAUSE, pause.multipliedBy(8).dividedBy(5));
    }
  }

  /** RFC 8555 section 7.5.1; a time in the past means at once, a far one is not believed. */
  private Duration wished(Optional<Instant> retryAfter) {
    return retryAfter
        .map(at -> atMost(LONGEST_WISH, Duration.between(clock.instant(), at)))
        .orElse(Duration.ZERO);
  }

  private static Duration atLeast(Duration least, Duration other) {
    return other.compareTo(least) < 0 ? least : other;
  }

  private static Duration atMost(Duration most, Duration other) {
    return other.compareTo(most) > 0 ? most : other;
  }
}
