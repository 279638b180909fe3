package app.gatehouse.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which host a TLS handshake is for (RFC 6066 section 3) and goes on with that site's
 * certificate; refuses who names no site of ours. Who speaks plain HTTP is told so. The table is
 * asked anew for each connection: this is what makes certificates exchangeable while others run.
 */
final class SniGate extends AbstractSniHandler<SniGate.Found> {
  private static final Logger LOG = LoggerFactory.getLogger(SniGate.class);
  private static final int MAX_CLIENT_HELLO = 64 * 1024;

  /** Fatal alert unrecognized_name, in a record of its own. */
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

  /**
   * @param host the site's; empty for somebody who was asked to knock
   */
  record Found(String host, SslContext tls) {}

  private final SiteTable sites;
  private final Probes probes;
  private final BiConsumer<ChannelHandlerContext, String> next;
  private final Consumer<ChannelHandlerContext> plain;
  private boolean hasBegun;

  /**
   * @param handshakeMillis until TLS stands; for an answer in plain HTTP, too
   * @param next adds what comes after TLS for a connection to a host
   * @param plain adds what answers plain HTTP
   */
  SniGate(
      SiteTable sites,
      Probes probes,
      long handshakeMillis,
      BiConsumer<ChannelHandlerContext, String> next,
      Consumer<ChannelHandlerContext> plain) {
    super(MAX_CLIENT_HELLO, handshakeMillis);
    this.sites = sites;
    this.probes = probes;
    this.next = next;
    this.plain = plain;
  }

  /** TLS begins with byte 22 (RFC 8446 section 5.1), an HTTP request with a letter. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (!hasBegun && in.isReadable()) {
      hasBegun = true;
      var first = in.getByte(in.readerIndex());
      if (first >= 'A' && first <= 'Z') {
        plain.accept(ctx);
        // What was read so far goes on to what stands behind.
        ctx.pipeline().remove(this);
        return;
      }
    }
    super.decode(ctx, in, out);
  }

  @Override
  protected Future<Found> lookup(ChannelHandlerContext ctx, @Nullable String hostname) {
    var site = hostname == null ? withoutName(ctx) : sites.find(Hosts.canonical(hostname));
    if (site != null) {
      return ctx.executor().newSucceededFuture(new Found(site.site().name(), site.tls()));
    }
    var tls = probes.tls();
    return tls == null
        ? ctx.executor().newFailedFuture(new UnknownHost())
        : ctx.executor().newSucceededFuture(new Found("", tls));
  }

  private @Nullable PublishedSite withoutName(ChannelHandlerContext ctx) {
    return ctx.channel().localAddress() instanceof InetSocketAddress local
        ? sites.findWithoutName(local.getAddress().getHostAddress())
        : null;
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext ctx, @Nullable String hostname, Future<Found> found) {
    if (!found.isSuccess()) {
      LOG.debug("A TLS handshake named no site of ours");
      ctx.writeAndFlush(Unpooled.wrappedBuffer(UNRECOGNIZED_NAME))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    var chosen = found.getNow();
    var tls = chosen.tls().newHandler(ctx.alloc());
    tls.setHandshakeTimeoutMillis(handshakeTimeoutMillis);
    next.accept(ctx, chosen.host());
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
