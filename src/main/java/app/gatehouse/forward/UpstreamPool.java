package app.gatehouse.forward;

import app.gatehouse.model.site.Upstream;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections to apps of one event loop: made here, kept here while unused. */
final class UpstreamPool {
  private static final int MAX_HEAD = 64 * 1024;

  private final EventLoop loop;
  private final Transport transport;
  private final UpstreamAddresses addresses;
  private final Duration connectLimit;
  private final Duration keep;
  private final int most;
  private final Map<Key, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
  private boolean sweeping;

  UpstreamPool(
      EventLoop loop,
      Transport transport,
      UpstreamAddresses addresses,
      ForwarderSettings settings) {
    this.loop = loop;
    this.transport = transport;
    this.addresses = addresses;
    this.connectLimit = settings.timeouts().connect();
    this.keep = settings.timeouts().pooled();
    this.most = settings.bounds().pooledPerLoop();
  }

  /**
   * What connections are interchangeable by.
   *
   * @param upstream where they lead
   */
  record Key(Upstream upstream) {}

  /** What a caller is told about the connection it asked for. */
  interface Receiver {
    void connected(UpstreamConnection connection, boolean isUsed);

    /** Nobody answers there. */
    void notConnected(Throwable cause);
  }

  /** An unused connection from the pool, or null. */
  @Nullable UpstreamConnection poll(Upstream upstream) {
    var waiting = idle.get(new Key(upstream));
    while (waiting != null && !waiting.isEmpty()) {
      var connection = waiting.pollLast();
      if (connection.isActive()) {
        return connection;
      }
    }
    return null;
  }

  /** Makes a connection; tells the receiver later, on this event loop. */
  void connect(Upstream upstream, Receiver receiver) {
    addresses
        .find(upstream, loop, connectLimit)
        .addListener(
            found -> {
              if (found.isSuccess()) {
                @SuppressWarnings("unchecked")
                var list = (List<InetAddress>) found.getNow();
                connect(upstream, list, 0, receiver);
              } else {
                receiver.notConnected(found.cause());
              }
            });
  }

  private void connect(Upstream upstream, List<InetAddress> list, int index, Receiver receiver) {
    var connection = new UpstreamConnection(this, new Key(upstream));
    var target = new InetSocketAddress(list.get(index), upstream.port());
    bootstrap(connection)
        .connect(target)
        .addListener(
            (ChannelFuture done) -> {
              if (done.isSuccess()) {
                receiver.connected(connection, false);
              } else if (index + 1 < list.size()) {
                connect(upstream, list, index + 1, receiver);
              } else {
                receiver.notConnected(done.cause());
              }
            });
  }

  private Bootstrap bootstrap(UpstreamConnection connection) {
    return new Bootstrap()
        .group(loop)
        .channel(transport.client())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectLimit.toMillis())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        // An app that answers early and closes: its answer can be read after a write has failed.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Listeners.WATER_MARK)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(codec(), connection);
              }
            });
  }

  /** What speaks to an app. */
  static HttpClientCodec codec() {
    return new HttpClientCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_HEAD)
            .setMaxHeaderSize(MAX_HEAD)
            .setMaxChunkSize(64 * 1024)
            .setInitialBufferSize(1024)
            // Home-made servers end lines as they like; what we write is strict anyway.
            .setStrictLineParsing(false),
        HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST,
        false);
  }

  void put(Key key, UpstreamConnection connection) {
    var waiting = idle.computeIfAbsent(key, k -> new ArrayDeque<>());
    waiting.addLast(connection);
    if (waiting.size() > most) {
      waiting.removeFirst().channel().close();
    }
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  void remove(Key key, UpstreamConnection connection) {
    var waiting = idle.get(key);
    if (waiting != null) {
      waiting.remove(connection);
    }
  }

  private void sweepLater() {
    loop.schedule(this::sweep, Math.max(1, keep.toMillis() / 2), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    var oldest = System.nanoTime() - keep.toNanos();
    for (var waiting : List.copyOf(idle.values())) {
      while (!waiting.isEmpty() && waiting.peekFirst().idleSince() - oldest < 0) {
        waiting.removeFirst().channel().close();
      }
    }
    idle.values().removeIf(ArrayDeque::isEmpty);
    sweeping = !idle.isEmpty();
    if (sweeping) {
      sweepLater();
    }
  }
}
