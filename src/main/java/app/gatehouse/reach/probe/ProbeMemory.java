package app.gatehouse.reach.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who answered nonsense, and when whom was asked last, so that nobody is asked more often than it
 * likes: their limits do not end with our process. Safe for all threads.
 */
public final class ProbeMemory {
  /** Long enough that a liar spoils no second look, short enough that one repaired is asked. */
  private static final Duration DISTRUST = Duration.ofHours(6);

  /** Longer than any party wants to be left alone. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final InstantSource clock;
  private final Shelf shelf;
  private final Map<String, Instant> distrustedUntil = new HashMap<>();
  private final Map<String, Instant> askedLast = new HashMap<>();

  /** What is kept, by the parties' ids. */
  public record Kept(Map<String, Instant> distrustedUntil, Map<String, Instant> askedLast) {
    public Kept {
      distrustedUntil = Map.copyOf(distrustedUntil);
      askedLast = Map.copyOf(askedLast);
    }
  }

  /** Where it is kept from one start to the next. Neither call fails. */
  public interface Shelf {
    /** For whoever looks once and ends. */
    Shelf NONE =
        new Shelf() {
          @Override
          public Optional<Kept> read() {
            return Optional.empty();
          }

          @Override
          public void write(Kept kept) {
            // Nobody asks for it again.
          }
        };

    Optional<Kept> read();

    void write(Kept kept);
  }

  public ProbeMemory(InstantSource clock, Shelf shelf) {
    this.clock = clock;
    this.shelf = shelf;
    shelf
        .read()
        .ifPresent(
            kept -> {
              distrustedUntil.putAll(kept.distrustedUntil());
              askedLast.putAll(kept.askedLast());
            });
  }

  synchronized void distrust(String party) {
    distrustedUntil.put(party, clock.instant().plus(DISTRUST));
    keep();
  }

  synchronized boolean isDistrusted(ProbeService service) {
    var now = clock.instant();
    var until = distrustedUntil.get(service.id());
    // A clock that was set back would distrust for longer than anybody meant.
    return until != null && now.isBefore(until) && !until.isAfter(now.plus(DISTRUST));
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
    // As above, one that was asked "in the future" was not.
    var next = last == null || last.isAfter(now.plusSeconds(every)) ? now : last.plusSeconds(every);
    var at = next.isAfter(now) ? next : now;
    askedLast.put(service.id(), at);
    keep();
    return Duration.between(now, at);
  }

  private void keep() {
    var now = clock.instant();
    distrustedUntil.values().removeIf(until -> !until.isAfter(now));
    askedLast.values().removeIf(last -> last.isBefore(now.minus(REMEMBERED)));
    shelf.write(new Kept(distrustedUntil, askedLast));
  }
}
