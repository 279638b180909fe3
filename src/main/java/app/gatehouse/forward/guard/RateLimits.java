package app.gatehouse.forward.guard;

import app.gatehouse.model.site.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the requests of each address over a sliding minute, exactly: the eleventh of ten is
 * refused until the first is a minute old. Memory is bounded; who was quiet longest is forgotten
 * first. A limit above 5000 is none. Safe for all threads.
 */
public final class RateLimits {
  private static final long WINDOW_MILLIS = 60_000;
  private static final int MAX_TIMES = 500_000;
  private static final int MAX_CLIENTS = 20_000;
  private static final int HIGHEST_LIMIT = 5000;

  private final Limits limits;
  private final InstantSource clock;
  private final Map<Key, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

  public RateLimits(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  public Limits limits() {
    return limits;
  }

  /**
   * Counts a request. A refused one does not count.
   *
   * @param path without its query
   * @return empty when it may pass, else how long until one may; at least a second
   */
  public Optional<Duration> admit(AddressKey address, String path) {
    if (limits.perMinute() == 0 && limits.perPathPerMinute() == 0) {
      return Optional.empty();
    }
    synchronized (windows) {
      var now = clock.millis();
      var all = window(new Key(address, ""), limits.perMinute());
      var wait = all.delay(now);
      if (wait > 0) {
        // No window for the path: a refused address must not push those of others out of memory.
        return Optional.of(Duration.ofSeconds(Math.ceilDiv(wait, 1000L)));
      }
      var one = window(new Key(address, normal(path)), limits.perPathPerMinute());
      wait = one.delay(now);
      if (wait > 0) {
        return Optional.of(Duration.ofSeconds(Math.ceilDiv(wait, 1000L)));
      }
      all.add(now);
      one.add(now);
      return Optional.empty();
    }
  }

  /** How many windows are remembered. */
  int size() {
    synchronized (windows) {
      return windows.size();
    }
  }

  private Window window(Key key, int limit) {
    if (limit == 0 || limit > HIGHEST_LIMIT) {
      return Window.UNLIMITED;
    }
    var found = windows.get(key);
    if (found == null) {
      // Under the lock of admit, like every use of the map.
      var most = Math.min(MAX_CLIENTS, MAX_TIMES / limit);
      while (windows.size() >= most) {
        windows.remove(windows.keySet().iterator().next());
      }
      found = new Window(limit);
      windows.put(key, found);
    }
    return found;
  }

  /** One path in its different spellings must not have several limits. */
  private static String normal(String path) {
    var text = new StringBuilder(path.length());
    for (var i = 0; i < path.length(); i++) {
      var c = path.charAt(i);
      if (c == '%' && i + 2 < path.length()) {
        var value = hex(path.charAt(i + 1)) * 16 + hex(path.charAt(i + 2));
        if (value >= 0x21 && value < 0x7f && value != '/') {
          c = (char) value;
          i += 2;
        } else if (value >= 0) {
          // Beyond ASCII: %e8 and %E8 are one.
          text.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
          i += 2;
          continue;
        }
      }
      if (c == '/' && !text.isEmpty() && text.charAt(text.length() - 1) == '/') {
        continue;
      }
      text.append(c);
    }
    return text.toString();
  }

  private static int hex(char c) {
    var digit = Character.digit(c, 16);
    return digit < 0 ? -1000 : digit;
  }

  private record Key(AddressKey address, int pathHash, int pathLength) {
    Key(AddressKey address, String path) {
      // The hash, not the path: an attacker chooses how long paths are.
      this(address, path.hashCode(), path.length());
    }
  }

  /** The times of the last requests, as a ring. */
  private static final class Window {
    static final Window UNLIMITED = new Window(0);

    private final int limit;
    private long[] times;
    private int first;
    private int count;

    Window(int limit) {
      this.limit = limit;
      this.times = new long[Math.min(limit, 8)];
    }

    long delay(long now) {
      while (count > 0 && isOver(times[first], now)) {
        first = (first + 1) % times.length;
        count--;
      }
      if (limit == 0 || count < limit) {
        return 0;
      }
      return Math.clamp(times[first] + WINDOW_MILLIS - now, 1, WINDOW_MILLIS);
    }

    /** A time in the future says that the clock was set back: it tells nothing. */
    private static boolean isOver(long time, long now) {
      return now - time >= WINDOW_MILLIS || time > now;
    }

    void add(long now) {
      if (limit == 0) {
        return;
      }
      if (count == times.length) {
        grow();
      }
      times[(first + count) % times.length] = now;
      count++;
    }

    private void grow() {
      var more = new long[Math.min(limit, times.length * 2)];
      for (var i = 0; i < count; i++) {
        more[i] = times[(first + i) % times.length];
      }
      times = more;
      first = 0;
    }
  }
}
