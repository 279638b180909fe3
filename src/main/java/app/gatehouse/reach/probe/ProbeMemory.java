package app.gatehouse.reach.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Who answered nonsense, and when whom was asked last, so that nobody is asked more often than it
 * likes. Lives as long as the process. Safe for all threads.
 */
public final class ProbeMemory {
  /** Long enough that a liar spoils no second look, short enough that one repaired is asked. */
  private static final Duration DISTRUST = Duration.ofHours(6);

  private final InstantSource clock;
  private final Map<String, Instant> distrustedUntil = new HashMap<>();
  private final Map<String, Instant> askedLast = new HashMap<>();

  public ProbeMemory(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void distrust(String party) {
    distrustedUntil.put(party, clock.instant().plus(DISTRUST));
  }

  synchronized boolean isDistrusted(ProbeService service) {
    var until = distrustedUntil.get(service.id());
    return until != null && clock.instant().isBefore(until);
  }

  /**
   * Notes that it is about to be asked.
   *
   * @return how long it wants to be left alone before that
   */
  synchronized Duration reserve(ProbeService service) {
    var now = clock.instant();
    var every = service.everySeconds() == null ? 0 : service.everySeconds();
    var last = askedLast.get(service.id());
    var next = last == null ? now : last.plusSeconds(every);
    var at = next.isAfter(now) ? next : now;
    askedLast.put(service.id(), at);
    return Duration.between(now, at);
  }
}
