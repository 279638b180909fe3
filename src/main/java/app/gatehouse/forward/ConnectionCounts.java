package app.gatehouse.forward;

import app.gatehouse.forward.ForwarderSettings.Bounds;
import app.gatehouse.forward.guard.AddressKey;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be, in all and from one address. Safe for all threads. */
final class ConnectionCounts {
  private final Bounds bounds;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<AddressKey, Integer> byAddress = new ConcurrentHashMap<>();

  ConnectionCounts(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Counts a new connection until it closes; false when there are too many. */
  boolean admit(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      return false; // Gone already.
    }
    var key = AddressKey.of(remote.getAddress());
    var total = all.incrementAndGet();
    var own = byAddress.merge(key, 1, Integer::sum);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              all.decrementAndGet();
              byAddress.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
            });
    return total <= bounds.connections() && own <= bounds.connectionsPerAddress();
  }
}
