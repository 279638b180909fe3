package app.gatehouse.forward;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * One end of a WebSocket: what is read here is written there, as it is, no faster than the other
 * side takes it. Lasts as long as both ends do.
 */
final class Tunnel extends ChannelInboundHandlerAdapter {
  private final Channel other;
  private final String host;
  private final Deadline unread;
  private final Duration limit;

  /**
   * @param limit for how long this end may leave unread what is written to it; zero: for ever
   */
  private Tunnel(Channel other, String host, Deadline unread, Duration limit) {
    this.other = other;
    this.host = host;
    this.unread = unread;
    this.limit = limit;
  }

  /**
   * Joins two connections after both sides have agreed to switch (RFC 9110 section 7.8). On their
   * event loop.
   */
  static void join(ClientConnection client, UpstreamConnection upstream) {
    var host = client.boundHost();
    var clientChannel = client.channel();
    var upstreamChannel = upstream.channel();
    var clientPipeline = clientChannel.pipeline();
    var upstreamPipeline = upstreamChannel.pipeline();
    var loop = clientChannel.eventLoop();
    clientPipeline.replace(
        client, null, new Tunnel(upstreamChannel, host, new Deadline(loop), client.stallLimit()));
    upstreamPipeline.replace(
        upstream, null, new Tunnel(clientChannel, host, new Deadline(loop), Duration.ZERO));
    // What reads hands on what it has read beyond the handshake: the other side's writer goes
    // first.
    clientPipeline.remove(client.encoder());
    upstreamPipeline.remove(HttpClientCodec.class);
    clientPipeline.remove(client.decoder());
    clientChannel.config().setAutoRead(upstreamChannel.isWritable());
    upstreamChannel.config().setAutoRead(clientChannel.isWritable());
    upstreamChannel.flush();
    clientChannel.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (other.isActive()) {
      other.write(message, other.voidPromise());
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    other.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    var isWritable = ctx.channel().isWritable();
    other.config().setAutoRead(isWritable);
    if (isWritable) {
      unread.clear();
    } else {
      unread.within(limit, ctx::close);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    unread.stop();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Ending ending && ending.concerns(host)) {
      ctx.close();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
