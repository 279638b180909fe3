package app.gatehouse.forward;

import app.gatehouse.model.site.Upstream;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The addresses of an app's host, found without blocking an event loop. Safe for all threads. */
final class UpstreamAddresses {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Apps disagree about what localhost is: both are tried. */
  private static final List<InetAddress> LOCALHOST =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  private final Map<String, Found> found = new ConcurrentHashMap<>();

  /**
   * @param limit how long a name server may take
   */
  Future<List<InetAddress>> find(Upstream upstream, EventLoop loop, Duration limit) {
    var host = upstream.host();
    if (host.equals("localhost")) {
      return loop.newSucceededFuture(LOCALHOST);
    }
    try {
      return loop.newSucceededFuture(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException e) {
      var known = found.get(host);
      return known != null && System.nanoTime() - known.at < FRESH_NANOS
          ? loop.newSucceededFuture(known.addresses)
          : ask(host, loop, limit);
    }
  }

  private Future<List<InetAddress>> ask(String host, EventLoop loop, Duration limit) {
    Promise<List<InetAddress>> promise = loop.newPromise();
    Thread.ofVirtual()
        .name("forwarder-name")
        .start(
            () -> {
              try {
                var addresses = List.of(InetAddress.getAllByName(host));
                found.put(host, new Found(addresses, System.nanoTime()));
                promise.trySuccess(addresses);
              } catch (UnknownHostException e) {
                promise.tryFailure(e);
              }
            });
    loop.schedule(
        () -> promise.tryFailure(new TimeoutException("no address for " + host)),
        limit.toNanos(),
        TimeUnit.NANOSECONDS);
    return promise;
  }

  private record Found(List<InetAddress> addresses, long at) {}
}
