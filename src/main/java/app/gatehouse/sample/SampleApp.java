package app.gatehouse.sample;

import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The running sample app. Safe for all threads. */
public final class SampleApp implements AutoCloseable {
  /** Stands in the page whatever its language, so that a fetch can tell it has the right page. */
  public static final String MARKER = "gatehouse-sample-app";

  private static final int MAX_MESSAGE = 64 * 1024;
  private static final int IDLE_SECONDS = 300;

  private final EventLoopGroup threads;
  private final ChannelGroup channels;
  private final InetSocketAddress address;

  private SampleApp(EventLoopGroup threads, ChannelGroup channels, InetSocketAddress address) {
    this.threads = threads;
    this.channels = channels;
    this.address = address;
  }

  /**
   * Starts the app.
   *
   * @param bind where to listen; port 0 lets the system choose one
   * @throws ProblemException {@code port-in-use}
   */
  public static SampleApp start(InetSocketAddress bind) throws ProblemException {
    var threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    var channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    var pages = new SamplePages();
    var bound =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channels.add(channel);
                    addHandlers(channel, pages);
                  }
                })
            .bind(bind)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw Problem.error(ProblemCode.PORT_IN_USE)
          .with("port", bind.getPort())
          .cause(bound.cause())
          .exception();
    }
    channels.add(bound.channel());
    return new SampleApp(threads, channels, (InetSocketAddress) bound.channel().localAddress());
  }

  /** Where the app listens. */
  public Upstream upstream() {
    return new Upstream(address.getAddress().getHostAddress(), address.getPort());
  }

  /** Ends every connection at once; at most 2 s. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  private static void addHandlers(Channel channel, SamplePages pages) {
    var webSocket =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/echo")
            .maxFramePayloadLength(MAX_MESSAGE)
            .build();
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(0, 0, IDLE_SECONDS),
            new HttpServerCodec(),
            new HttpServerExpectContinueHandler(),
            new WebSocketServerProtocolHandler(webSocket),
            new WebSocketFrameAggregator(MAX_MESSAGE),
            new EchoHandler(),
            new SampleHandler(pages));
  }
}
