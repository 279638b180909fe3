package app.gatehouse.forward;

import app.gatehouse.forward.ForwarderSettings.Bounds;
import app.gatehouse.forward.guard.AddressKey;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.model.site.Site;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of requests from a client's bytes to an app's bytes, without sockets: the forwarder's own
 * decoder, checks, header rules and encoder.
 */
final class RequestRelay {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("203.0.113.9");
  private static final Bounds BOUNDS = new Bounds(8, 8, 4096, 30, 8, 8);

  private final HeaderRules rules;
  private final Site site;
  private final Pass pass;

  RequestRelay(HostHeaderRule hostHeader, Site site, Pass pass) {
    this.rules = new HeaderRules(hostHeader, Duration.ofDays(1));
    this.site = site;
    this.pass = pass;
  }

  /**
   * What became of a client's bytes.
   *
   * @param accepted the whole requests as the forwarder understood them
   * @param toApp what the app was sent for all, also for one that did not come whole
   * @param refusal the status that ended the connection
   */
  record Outcome(List<Accepted> accepted, byte[] toApp, @Nullable HttpResponseStatus refusal) {}

  /** A request as the forwarder understood it. */
  record Accepted(String method, String target, String authority, boolean webSocket, String body) {}

  /**
   * Takes what a client sends.
   *
   * @param pieces how many bytes arrive at once
   */
  Outcome relay(byte[] bytes, int pieces) {
    var decoder = new RequestDecoder(BOUNDS);
    var run = new Run(decoder);
    var client = new EmbeddedChannel(decoder, run);
    try {
      for (var at = 0; at < bytes.length && !run.isOver; at += pieces) {
        var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieces));
        client.writeInbound(Unpooled.wrappedBuffer(piece));
      }
      client.checkException();
      run.app.checkException();
      return new Outcome(run.accepted, run.toApp(), run.refusal);
    } finally {
      client.finishAndReleaseAll();
      run.app.finishAndReleaseAll();
    }
  }

  private final class Run extends ChannelInboundHandlerAdapter {
    private final RequestDecoder decoder;
    private final RequestCheck check = new RequestCheck(BOUNDS.headerCount());
    private final EmbeddedChannel app = new EmbeddedChannel(UpstreamPool.codec());
    private final List<Accepted> accepted = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final StringBuilder body = new StringBuilder();
    private @Nullable ClientRequest current;
    private @Nullable HttpResponseStatus refusal;
    private boolean hasEnded;
    private boolean isOver;

    Run(RequestDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (isOver) {
        ReferenceCountUtil.release(message);
        return;
      }
      switch (message) {
        case HttpRequest request -> begin(request);
        case HttpContent content -> content(content);
        default -> throw new AssertionError("neither head nor body: " + message);
      }
    }

    private void begin(HttpRequest request) {
      refusal = check.refusal(request);
      if (refusal != null) {
        isOver = true;
        return;
      }
      current = ClientRequest.of(request, CLIENT, AddressKey.of(CLIENT));
      body.setLength(0);
      app.writeOutbound(rules.upstreamRequest(current, site, pass));
    }

    private void content(HttpContent content) {
      if (content.decoderResult().isFailure() || current == null) {
        content.release();
        isOver = true;
        return;
      }
      body.append(content.content().toString(StandardCharsets.ISO_8859_1));
      if (content instanceof LastHttpContent last) {
        if (!last.trailingHeaders().isEmpty()) {
          last.trailingHeaders().clear(); // As Exchange does.
        }
        accepted.add(
            new Accepted(
                current.http().method().name(),
                current.target(),
                current.authority(),
                current.webSocket(),
                body.toString()));
        isOver = current.webSocket();
        hasEnded = true;
      }
      app.writeOutbound(content);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      while (hasEnded && !isOver) {
        hasEnded = false;
        decoder.next();
      }
    }

    byte[] toApp() {
      for (ByteBuf each = app.readOutbound(); each != null; each = app.readOutbound()) {
        var piece = new byte[each.readableBytes()];
        each.readBytes(piece);
        each.release();
        sent.writeBytes(piece);
      }
      return sent.toByteArray();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      throw new AssertionError("the decoder threw", cause);
    }
  }
}
