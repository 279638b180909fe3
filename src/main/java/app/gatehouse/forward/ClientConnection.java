package app.gatehouse.forward;

import app.gatehouse.forward.guard.AddressKey;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.1 connection of a client: takes requests one after another, has each routed and
 * answered. Everything happens on its event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final Duration DISCARD = Duration.ofSeconds(10);

  private final RequestDecoder decoder;
  private final ResponseEncoder encoder;
  private final Gate gate;
  private final String boundHost;
  private final ForwardParts parts;

  private @Nullable ChannelHandlerContext context;
  private @Nullable Deadline deadline;
  private @Nullable Deadline unread;
  private @Nullable ClientTask task;

  /** Whose answer the current one is; null when it is nobody's. */
  private @Nullable PublishedSite published;

  private boolean keepAlive = true;
  private boolean requestEnded = true;
  private boolean responseEnded = true;
  private boolean reading;
  private boolean advancing;
  private boolean moreToAdvance;
  private boolean mayStillSend;
  private boolean lingering;

  /** Whether the time for a head is running: from its first byte, not from each one. */
  private boolean headTimed = true;

  /**
   * @param boundHost the site that the TLS handshake named; empty on the HTTP port
   */
  ClientConnection(
      RequestDecoder decoder,
      ResponseEncoder encoder,
      Gate gate,
      String boundHost,
      ForwardParts parts) {
    this.decoder = decoder;
    this.encoder = encoder;
    this.gate = gate;
    this.boundHost = boundHost;
    this.parts = parts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    deadline = new Deadline(ctx.channel().eventLoop());
    unread = new Deadline(ctx.channel().eventLoop());
    deadline.within(parts.timeouts().requestHead(), this::close);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    deadline().stop();
    unread().stop();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    reading = true;
    if (lingering) {
      ReferenceCountUtil.release(message);
      return;
    }
    switch (message) {
      case HttpRequest request -> begin(request);
      case HttpContent content -> content(content);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    deadline().clear();
    headTimed = false;
    requestEnded = false;
    responseEnded = false;
    task = null;
    published = null;
    encoder.answersHead(request.method().equals(HttpMethod.HEAD));
    keepAlive =
        keepAlive
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && HttpUtil.isKeepAlive(request);
    var refusal = parts.check().refusal(request);
    if (refusal != null) {
      keepAlive = false;
      // Where its body would end nobody knows.
      mayStillSend = true;
      answer(parts.pages().page(Page.refusing(refusal), request.headers()));
      return;
    }
    var address = ((InetSocketAddress) channel().remoteAddress()).getAddress();
    var clientRequest = ClientRequest.of(request, address, AddressKey.of(address));
    switch (gate.route(clientRequest, boundHost)) {
      case Route.Answer(var response, var site) -> {
        published = site;
        if (request.headers().contains(HttpHeaderNames.EXPECT)) {
          keepAlive = false; // Whether the body will come nobody knows (RFC 9110 10.1.1).
        }
        answer(response);
      }
      case Route.SignIn(var site) -> {
        published = site;
        task = new LoginForm(this, clientRequest, site.site(), parts.desk(), parts.pages());
        if (HttpUtil.is100ContinueExpected(request)) {
          writeContinue();
        }
      }
      case Route.ToApp(var site, var pass) -> {
        published = site;
        var exchange = new Exchange(this, clientRequest, site, pass, parts);
        task = exchange;
        exchange.start();
      }
    }
  }

  private void content(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      // Comes as if it were the last piece: the app must not take what it has for the whole.
      content.release();
      close();
      return;
    }
    if (content instanceof LastHttpContent) {
      requestEnded = true;
      if (responseEnded) {
        deadline().within(parts.timeouts().keepAlive(), this::close);
      } else {
        deadline().clear();
      }
    }
    if (task != null) {
      task.content(content);
    } else {
      content.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    if (task != null) {
      task.readComplete();
    }
    if (lingering) {
      return;
    }
    if (requestEnded && responseEnded) {
      if (decoder.isInHead() && !headTimed) {
        headTimed = true;
        deadline().within(parts.timeouts().requestHead(), this::close);
      }
      advance();
    } else if (!requestEnded && !responseEnded && ctx.channel().config().isAutoRead()) {
      deadline().within(parts.timeouts().stalledBody(), this::bodyTooSlow);
    }
  }

  private void bodyTooSlow() {
    LOG.debug("A request body stopped coming");
    if (task != null) {
      task.gone();
    }
    close();
  }

  /** Who asks and does not read the answer would keep the app waiting for ever. */
  private void unreadTooLong() {
    LOG.debug("An answer is not being read");
    if (task != null) {
      task.gone();
    }
    abort();
  }

  /**
   * Takes more of the current request's body, or no more for now. Only while it is taken the client
   * has to keep sending: it is not to blame for an app that is busy.
   */
  void takeBody(boolean more) {
    channel().config().setAutoRead(more);
    if (requestEnded || responseEnded) {
      return;
    }
    if (more) {
      deadline().within(parts.timeouts().stalledBody(), this::bodyTooSlow);
    } else {
      deadline().clear();
    }
  }

  /** Answers with one of our own responses; the request's task is over. */
  void answer(FullHttpResponse response) {
    task = null;
    var headers = response.headers();
    if (headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
      keepAlive = false;
    }
    if (published != null) {
      parts.rules().addSafety(headers, published.site());
    }
    setConnection(headers);
    context().writeAndFlush(response, context().voidPromise());
    ended();
  }

  /** Says in a response's headers whether the connection stays. */
  void setConnection(HttpHeaders headers) {
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  void writeContinue() {
    context()
        .write(
            new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE),
            context().voidPromise());
    context().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context().voidPromise());
  }

  /** The last byte of the response is written and flushed: the connection may go on. */
  void ended() {
    responseEnded = true;
    task = requestEnded || !decoder.isInBody() ? null : new DiscardBody(this);
    channel().config().setAutoRead(true);
    if (!keepAlive) {
      if (task == null && !mayStillSend) {
        // Who does not read the end of the answer must not hold the connection for ever.
        deadline().within(parts.timeouts().stalledBody(), this::close);
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        lingering = true;
      } else {
        linger();
      }
      return;
    }
    deadline().within(task == null ? parts.timeouts().keepAlive() : DISCARD, this::close);
    if (!reading && requestEnded) {
      advance();
    }
  }

  /** Lets the next request in; a loop, since many may lie in the decoder already. */
  private void advance() {
    if (advancing) {
      moreToAdvance = true;
      return;
    }
    advancing = true;
    try {
      do {
        moreToAdvance = false;
        if (!channel().isWritable()) {
          // Asks on without reading our answers: goes on when it has read some.
          channel().config().setAutoRead(false);
          break;
        }
        decoder.next();
      } while (moreToAdvance && requestEnded && responseEnded && channel().isActive());
    } finally {
      advancing = false;
    }
  }

  /**
   * Closes after an answer while the client still sends: says that nothing more comes, and reads on
   * for a moment, since a reset would take the answer away from the client (RFC 9112 9.6).
   */
  void linger() {
    if (lingering) {
      return;
    }
    lingering = true;
    task = null;
    deadline().within(LINGER, this::close);
    context()
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> ((DuplexChannel) channel()).shutdownOutput());
  }

  /** Breaks the connection off, so that nobody takes half a response for a whole one. */
  void abort() {
    task = null;
    close();
  }

  private void close() {
    context().close();
  }

  /** Runs something on this connection's event loop. */
  void execute(Runnable action) {
    channel().eventLoop().execute(action);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    var isWritable = ctx.channel().isWritable();
    if (isWritable) {
      unread().clear();
    } else {
      unread().within(parts.timeouts().stalledBody(), this::unreadTooLong);
    }
    if (task != null) {
      task.writable(isWritable);
    }
    if (isWritable && requestEnded && responseEnded && !lingering) {
      ctx.channel().config().setAutoRead(true);
      if (!reading) {
        advance();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline().clear();
    var current = task;
    task = null;
    if (current != null) {
      current.gone();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof Ending ending) || !ending.concerns(boundHost)) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    switch (ending.kind()) {
      case TUNNELS -> {
        // A handshake under way was let in by what is no longer so.
        if (task instanceof Exchange exchange && exchange.isWebSocket()) {
          close();
        }
      }
      case SITE -> close();
      case DRAIN -> {
        keepAlive = false;
        if (requestEnded && responseEnded && !decoder.isInHead()) {
          close();
        }
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("A client connection failed", cause);
    ctx.close();
  }

  Channel channel() {
    return context().channel();
  }

  ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  RequestDecoder decoder() {
    return decoder;
  }

  ResponseEncoder encoder() {
    return encoder;
  }

  String boundHost() {
    return boundHost;
  }

  Duration stallLimit() {
    return parts.timeouts().stalledBody();
  }

  private Deadline unread() {
    return Objects.requireNonNull(unread);
  }

  private Deadline deadline() {
    return Objects.requireNonNull(deadline);
  }
}
