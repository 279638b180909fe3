package app.gatehouse.forward;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/** One pool for each event loop, so that an exchange never changes threads. */
final class UpstreamPools {
  private final Map<EventLoop, UpstreamPool> pools = new IdentityHashMap<>();

  UpstreamPools(EventLoopGroup loops, Transport transport, ForwarderSettings settings) {
    var addresses = new UpstreamAddresses();
    for (var executor : loops) {
      var loop = (EventLoop) executor;
      pools.put(loop, new UpstreamPool(loop, transport, addresses, settings));
    }
  }

  UpstreamPool of(EventLoop loop) {
    return Objects.requireNonNull(pools.get(loop), "not an event loop of this forwarder");
  }
}
