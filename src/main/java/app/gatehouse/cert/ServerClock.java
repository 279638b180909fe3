package app.gatehouse.cert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What a CA says the time is: the first {@code Date} header of a session. */
final class ServerClock {
  private final InstantSource clock;
  private volatile Optional<Reading> first = Optional.empty();

  ServerClock(InstantSource clock) {
    this.clock = clock;
  }

  /** The CA's time and ours when its answer arrived. */
  record Reading(Instant there, Instant here) {
    Duration difference() {
      return Duration.between(there, here);
    }
  }

  void hear(Instant there) {
    if (first.isEmpty()) {
      first = Optional.of(new Reading(there, clock.instant()));
    }
  }

  Optional<Reading> reading() {
    return first;
  }
}
