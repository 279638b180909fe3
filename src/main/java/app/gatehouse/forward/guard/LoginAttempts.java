package app.gatehouse.forward.guard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes guessing slow: after a few failures each further one doubles the wait, for one address and
 * user, and later for one address whatever the user. Nobody can lock out somebody at another
 * address. Memory is bounded. Safe for all threads.
 */
final class LoginAttempts {
  private static final int FREE_PER_USER = 3;
  private static final int FREE_PER_ADDRESS = 12;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGET = Duration.ofHours(2);
  private static final int MAX_ENTRIES = 10_000;

  private final InstantSource clock;
  private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

  LoginAttempts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks for one attempt. It counts as failed until {@link #succeeded} says otherwise, so that many
   * at once gain nothing.
   *
   * @return zero when it may be made, else how long to wait
   */
  synchronized Duration begin(AddressKey address, String host, String user) {
    var now = clock.millis();
    // One after the other: a refused address must not push the counts of others out of memory.
    var ofAddress = entry(new Key(address, "", ""), now);
    var wait = ofAddress.delay(FREE_PER_ADDRESS, now);
    if (wait > 0) {
      return Duration.ofSeconds(Math.ceilDiv(wait, 1000L));
    }
    var ofUser = entry(key(address, host, user), now);
    wait = ofUser.delay(FREE_PER_USER, now);
    if (wait > 0) {
      return Duration.ofSeconds(Math.ceilDiv(wait, 1000L));
    }
    ofUser.add(now);
    ofAddress.add(now);
    return Duration.ZERO;
  }

  /** As if {@link #begin} had not been asked: nobody looked at the password. */
  synchronized void withdraw(AddressKey address, String host, String user) {
    withdraw(key(address, host, user));
    withdraw(new Key(address, "", ""));
  }

  private void withdraw(Key key) {
    var known = failures.get(key);
    if (known != null) {
      known.takeBack();
    }
  }

  synchronized void succeeded(AddressKey address, String host, String user) {
    failures.remove(key(address, host, user));
    var ofAddress = failures.get(new Key(address, "", ""));
    if (ofAddress != null) {
      // Only what this attempt added: a user's own account must not wipe out guesses at others.
      ofAddress.count--;
    }
  }

  synchronized int size() {
    return failures.size();
  }

  private Failures entry(Key key, long now) {
    var found = failures.get(key);
    // A time in the future says that the clock was set back.
    if (found == null || now - found.last > FORGET.toMillis() || found.last > now) {
      while (failures.size() >= MAX_ENTRIES) {
        failures.remove(failures.keySet().iterator().next());
      }
      found = new Failures();
      failures.put(key, found);
    }
    return found;
  }

  private static Key key(AddressKey address, String host, String user) {
    return new Key(address, host, user.toLowerCase(Locale.ROOT));
  }

  private record Key(AddressKey address, String host, String user) {}

  private static final class Failures {
    private int count;
    private long last;
    private long lastButOne;

    long delay(int free, long now) {
      if (count < free) {
        return 0;
      }
      var step = Math.min(LONGEST.toMillis(), 1000L << Math.min(count - free, 20));
      return Math.max(0, last + step - now);
    }

    void add(long now) {
      count++;
      lastButOne = last;
      last = now;
    }

    void takeBack() {
      if (count > 0) {
        count--;
        last = lastButOne;
      }
    }
  }
}
