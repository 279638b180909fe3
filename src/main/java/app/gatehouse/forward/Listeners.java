package app.gatehouse.forward;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * The two open ports.
 *
 * @param http listens for plain HTTP
 * @param https listens for HTTPS
 */
record Listeners(Channel http, Channel https) {
  /** How much may wait for a slow receiver before its sender is held back. */
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private static final int BACKLOG = 1024;

  /**
   * Opens both ports or none. Blocks for a moment.
   *
   * @throws ProblemException see {@link Forwarder#open}
   */
  static Listeners open(
      ForwarderSettings settings,
      EventLoopGroup loops,
      Transport transport,
      ChannelHandler httpConnections,
      ChannelHandler httpsConnections)
      throws ProblemException {
    var bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // Finds clients that vanished without a word, however long a stream is silent.
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
    var https =
        bind(bootstrap.clone().childHandler(httpsConnections), settings, settings.httpsPort());
    try {
      var http =
          bind(bootstrap.clone().childHandler(httpConnections), settings, settings.httpPort());
      return new Listeners(http, https);
    } catch (ProblemException e) {
      https.close().awaitUninterruptibly();
      throw e;
    }
  }

  private static Channel bind(ServerBootstrap bootstrap, ForwarderSettings settings, int port)
      throws ProblemException {
    var listen = settings.listenAddress();
    // Without an address: all of both families, on one socket.
    var address =
        listen.isEmpty()
            ? new InetSocketAddress(port)
            : new InetSocketAddress(InetAddress.ofLiteral(listen), port);
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    throw new ProblemException(problem(bound.cause(), listen, port), bound.cause());
  }

  private static Problem problem(Throwable cause, String listen, int port) {
    var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("in use")) {
      return Problem.error(ProblemCode.PORT_IN_USE).with("port", port).cause(cause);
    }
    if (message.contains("permission") || message.contains("denied")) {
      return Problem.error(ProblemCode.PORT_NEEDS_RIGHTS).with("port", port).cause(cause);
    }
    return Problem.error(ProblemCode.UNKNOWN)
        .with("port", port)
        .with("address", listen)
        .cause(cause);
  }

  /** Stops listening; returns when nobody can connect any more. */
  void close() {
    http.close().awaitUninterruptibly();
    https.close().awaitUninterruptibly();
  }

  static int portOf(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }
}
