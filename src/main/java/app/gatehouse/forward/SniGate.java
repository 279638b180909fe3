package app.gatehouse.forward;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which host a TLS handshake is for (RFC 6066 section 3) and goes on with that site's
 * certificate; refuses who names no site of ours. The table is asked anew for each connection: this
 * is what makes certificates exchangeable while others run.
 */
final class SniGate extends AbstractSniHandler<PublishedSite> {
  private static final Logger LOG = LoggerFactory.getLogger(SniGate.class);
  private static final int MAX_CLIENT_HELLO = 64 * 1024;

  /** Fatal alert unrecognized_name, in a record of its own. */
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

  private final SiteTable sites;
  private final BiConsumer<ChannelHandlerContext, String> next;

  /**
   * @param next adds what comes after TLS for a connection to a host
   */
  SniGate(SiteTable sites, long handshakeMillis, BiConsumer<ChannelHandlerContext, String> next) {
    super(MAX_CLIENT_HELLO, handshakeMillis);
    this.sites = sites;
    this.next = next;
  }

  @Override
  protected Future<PublishedSite> lookup(ChannelHandlerContext ctx, @Nullable String hostname) {
    var found = hostname == null ? withoutName(ctx) : sites.find(Hosts.canonical(hostname));
    return found == null
        ? ctx.executor().newFailedFuture(new UnknownHost())
        : ctx.executor().newSucceededFuture(found);
  }

  private @Nullable PublishedSite withoutName(ChannelHandlerContext ctx) {
    return ctx.channel().localAddress() instanceof InetSocketAddress local
        ? sites.findWithoutName(local.getAddress().getHostAddress())
        : null;
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext ctx, @Nullable String hostname, Future<PublishedSite> found) {
    if (!found.isSuccess()) {
      LOG.debug("A TLS handshake named no site of ours");
      ctx.writeAndFlush(Unpooled.wrappedBuffer(UNRECOGNIZED_NAME))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    var published = found.getNow();
    var tls = published.tls().newHandler(ctx.alloc());
    tls.setHandshakeTimeoutMillis(handshakeTimeoutMillis);
    next.accept(ctx, published.site().name());
    ctx.pipeline().replace(this, SslHandler.class.getName(), tls);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof Ending ending && ending.host() == null) {
      ctx.close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("A TLS handshake failed before it named a host", cause);
    ctx.close();
  }

  /** Costs nothing: every scanner of the internet causes one. */
  private static final class UnknownHost extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownHost() {
      super("no such site", null, false, false);
    }
  }
}
