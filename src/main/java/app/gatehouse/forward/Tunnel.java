package app.gatehouse.forward;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;

/**
 * One end of a WebSocket: what is read here is written there, as it is, no faster than the other
 * side takes it. Lasts as long as both ends do.
 */
final class Tunnel extends ChannelInboundHandlerAdapter {
  private final Channel other;
  private final String host;

  private Tunnel(Channel other, String host) {
    this.other = other;
    this.host = host;
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
    clientPipeline.replace(client, null, new Tunnel(upstreamChannel, host));
    upstreamPipeline.replace(upstream, null, new Tunnel(clientChannel, host));
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
    other.config().setAutoRead(ctx.channel().isWritable());
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
