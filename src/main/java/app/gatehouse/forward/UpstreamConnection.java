package app.gatehouse.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.1 connection to an app; carries one exchange at a time and waits in the pool in
 * between. Everything happens on its event loop.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

  private final UpstreamPool pool;
  private final UpstreamPool.Key key;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Deadline deadline;
  private @Nullable Exchange exchange;
  private boolean isPooled;
  private boolean isReturning;
  private long idleSince;

  UpstreamConnection(UpstreamPool pool, UpstreamPool.Key key) {
    this.pool = pool;
    this.key = key;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    deadline = new Deadline(ctx.channel().eventLoop());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    deadline().stop();
  }

  /** For the answer of the current exchange; one for all, since there are many exchanges. */
  Deadline deadline() {
    return Objects.requireNonNull(deadline);
  }

  /** Serves an exchange from now on. */
  void begin(Exchange next) {
    exchange = next;
    isPooled = false;
  }

  boolean isActive() {
    return channel().isActive();
  }

  void write(Object message) {
    context().write(message, context().voidPromise());
  }

  void flush() {
    context().flush();
  }

  /** Parts with its exchange, which has its whole response. */
  void finish(boolean reusable) {
    exchange = null;
    if (reusable) {
      isReturning = true;
    } else {
      context().close();
    }
  }

  /** Parts with its exchange, in whatever state that is. */
  void abandon() {
    exchange = null;
    context().close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var current = exchange;
    if (current == null) {
      // An answer to nothing: who knows whose answer the next one would be.
      ReferenceCountUtil.release(message);
      isReturning = false;
      ctx.close();
      return;
    }
    switch (message) {
      case HttpResponse response -> current.responseHead(response);
      case HttpContent content -> current.responseContent(content);
      default -> ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.upstreamReadComplete();
    }
    // Not before everything that came was looked at: a second answer must not meet a request.
    if (isReturning && ctx.channel().isActive()) {
      isReturning = false;
      isPooled = true;
      idleSince = System.nanoTime();
      ctx.channel().config().setAutoRead(true);
      pool.put(key, this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.upstreamWritable(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (isPooled) {
      pool.remove(key, this);
    }
    var current = exchange;
    exchange = null;
    if (current != null) {
      current.upstreamGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("The connection to {} failed", key.upstream().authority(), cause);
    if (exchange != null && cause instanceof IOException) {
      exchange.upstreamFailed();
    } else {
      ctx.close();
    }
  }

  /** When it was last used, by {@link System#nanoTime}. */
  long idleSince() {
    return idleSince;
  }

  Channel channel() {
    return context().channel();
  }

  ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }
}
