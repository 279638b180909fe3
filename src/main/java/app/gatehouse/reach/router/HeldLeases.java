package app.gatehouse.reach.router;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was granted by one protocol that shows no table, for as long as this program runs. All
 * threads.
 */
final class HeldLeases {
  private final Map<Integer, Lease> byOuterPort = new ConcurrentHashMap<>();
  private volatile Optional<InetAddress> outerAddress = Optional.empty();

  /**
   * A mapping that was granted.
   *
   * @param local this computer's address that it leads to
   * @param epoch the router's memory when it granted
   * @param endNanos when it ends, by the clock of {@link Epoch#nanos}
   */
  record Lease(int innerPort, InetAddress local, Epoch epoch, long endNanos) {
    boolean isKept(int inner, LeaseAnswer now) {
      return innerPort == inner
          && local.equals(now.local())
          && now.epoch().continues(epoch)
          && now.epoch().nanos() - endNanos < 0;
    }
  }

  Optional<Lease> find(int outerPort) {
    return Optional.ofNullable(byOuterPort.get(outerPort));
  }

  /** The outer port that an inner one is granted for. */
  Optional<Integer> outerPortOf(int innerPort) {
    return byOuterPort.entrySet().stream()
        .filter(entry -> entry.getValue().innerPort() == innerPort)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  void put(int outerPort, int innerPort, LeaseAnswer granted) {
    var epoch = granted.epoch();
    var end = epoch.nanos() + granted.lifetime().toNanos();
    byOuterPort.put(outerPort, new Lease(innerPort, granted.local(), epoch, end));
    if (granted.outerAddress().isPresent()) {
      outerAddress = granted.outerAddress();
    }
  }

  void remove(int outerPort) {
    byOuterPort.remove(outerPort);
  }

  /** The router's outer address as the last mapping told it. */
  Optional<InetAddress> outerAddress() {
    return outerAddress;
  }
}
