package app.gatehouse.forward;

import app.gatehouse.forward.guard.GuardDecision.Pass;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to an app and the response on its way back. Bodies are passed on piece by
 * piece, in each direction no faster than the other side takes them.
 */
final class Exchange implements ClientTask, UpstreamPool.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private enum State {
    /** No connection to the app yet; pieces of the body wait. */
    CONNECTING,
    /** The request goes out; no answer yet. */
    ASKING,
    /** The answer comes in; the request may still go out. */
    ANSWERING,
    /** The app has agreed to switch to WebSocket. */
    SWITCHING,
    ENDED
  }

  private final ClientConnection client;
  private final ClientRequest clientRequest;
  private final PublishedSite published;
  private final ForwardParts parts;
  private final UpstreamPool pool;
  private final HttpRequest upstreamRequest;
  private final String upstreamHost;
  private final boolean isRepeatable;
  private final boolean isContinueExpected;
  private final Queue<HttpContent> waiting = new ArrayDeque<>(2);

  private State state = State.CONNECTING;
  private @Nullable UpstreamConnection upstream;
  private boolean isRetryPossible;
  private boolean isRequestSent;
  private boolean isRequestAbandoned;
  private boolean isInformational;
  private boolean isUpstreamKept;

  Exchange(
      ClientConnection client,
      ClientRequest clientRequest,
      PublishedSite published,
      Pass pass,
      ForwardParts parts) {
    this.client = client;
    this.clientRequest = clientRequest;
    this.published = published;
    this.parts = parts;
    this.pool = parts.pools().of(client.channel().eventLoop());
    this.isRepeatable = clientRequest.isRepeatable();
    this.isContinueExpected = HttpUtil.is100ContinueExpected(clientRequest.http());
    this.upstreamRequest = parts.rules().upstreamRequest(clientRequest, published.site(), pass);
    this.upstreamHost = upstreamRequest.headers().get(HttpHeaderNames.HOST);
  }

  boolean isWebSocket() {
    return clientRequest.webSocket();
  }

  void start() {
    // A kept connection may just have been closed by the app: only what may be sent twice risks it.
    var kept = isRepeatable ? pool.poll(published.site().app()) : null;
    if (kept != null) {
      connected(kept, true);
    } else {
      client.takeBody(false);
      pool.connect(published.site().app(), this);
    }
  }

  // From the app's side: the connection.

  @Override
  public void connected(UpstreamConnection connection, boolean isUsed) {
    if (state != State.CONNECTING) {
      connection.abandon();
      return;
    }
    state = State.ASKING;
    upstream = connection;
    isRetryPossible = isUsed;
    connection.begin(this);
    connection.write(upstreamRequest);
    if (isContinueExpected) {
      client.writeContinue();
    }
    if (isRequestSent && waiting.isEmpty()) {
      send(connection, LastHttpContent.EMPTY_LAST_CONTENT); // The second try.
    }
    for (var piece = waiting.poll(); piece != null; piece = waiting.poll()) {
      send(connection, piece);
    }
    if (!isUsed) {
      connection.flush();
      client.takeBody(connection.channel().isWritable());
    }
  }

  @Override
  public void notConnected(Throwable cause) {
    if (state == State.CONNECTING) {
      LOG.debug("Nobody answers at {}", published.site().app().authority(), cause);
      fail(Page.APP_NOT_RUNNING);
    }
  }

  /** The connection is closed, whoever did it. */
  void upstreamGone() {
    upstream = null;
    switch (state) {
      case ASKING -> {
        if (isRetryPossible) {
          state = State.CONNECTING;
          pool.connect(published.site().app(), this);
        } else {
          fail(Page.APP_BROKE_OFF);
        }
      }
      case ANSWERING, SWITCHING -> breakOff();
      default -> {}
    }
  }

  /** Writing to the app failed. It may have answered all the same: what it sent is still read. */
  void upstreamFailed() {
    isRequestAbandoned = true;
    client.takeBody(true);
    if (upstream != null) {
      upstream.channel().config().setAutoRead(true);
    }
  }

  void upstreamWritable(boolean isWritable) {
    if (!isRequestSent) {
      client.takeBody(isWritable);
    }
  }

  // From the client: the request's body.

  @Override
  public void content(HttpContent content) {
    if (isRequestAbandoned || state == State.ENDED) {
      isRequestSent |= content instanceof LastHttpContent;
      content.release();
    } else if (upstream == null) {
      waiting.add(content);
    } else {
      send(upstream, content);
      if (!isRequestSent && !upstream.channel().isWritable()) {
        client.takeBody(false);
      }
    }
  }

  private void send(UpstreamConnection connection, HttpContent content) {
    connection.write(withoutTrailers(content));
    if (content instanceof LastHttpContent) {
      isRequestSent = true;
      var limit = parts.timeouts().firstByte();
      if (state == State.ASKING) {
        connection.deadline().within(limit, this::timedOut);
      }
    }
  }

  /** Trailers could say what the header rules forbid; nobody has needed them yet. */
  private static HttpContent withoutTrailers(HttpContent content) {
    if (content instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
      last.trailingHeaders().clear();
    }
    return content;
  }

  @Override
  public void readComplete() {
    if (upstream != null) {
      upstream.flush();
    }
  }

  private void timedOut() {
    if (state == State.ASKING) {
      LOG.debug("{} did not answer in time", published.site().app().authority());
      fail(Page.APP_TIMEOUT);
    }
  }

  // From the app: the response.

  void responseHead(HttpResponse upstreamResponse) {
    var code = upstreamResponse.status().code();
    // A status has three digits (RFC 9110 section 15).
    var isStatus = code >= 100 && code <= 999;
    if (upstreamResponse.decoderResult().isFailure() || !isStatus || state != State.ASKING) {
      fail(Page.APP_BROKE_OFF);
    } else if (code == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      switchProtocols(upstreamResponse);
    } else if (upstreamResponse.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      inform(upstreamResponse);
    } else {
      respond(upstreamResponse);
    }
  }

  /** 100 was said by us already; others are hints for clients that know them. */
  private void inform(HttpResponse hint) {
    isInformational = true;
    if (hint.status().code() != HttpResponseStatus.CONTINUE.code() && clientRequest.isHttp11()) {
      parts.rules().clientResponse(hint, clientRequest, published.site(), upstreamHost);
      client.context().write(hint, client.context().voidPromise());
      client.context().write(LastHttpContent.EMPTY_LAST_CONTENT, client.context().voidPromise());
    }
  }

  private void switchProtocols(HttpResponse upstreamResponse) {
    if (!clientRequest.webSocket()
        || !upstreamResponse.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
      fail(Page.APP_BROKE_OFF);
      return;
    }
    state = State.SWITCHING;
    stopFirstByte();
    parts.rules().upgradeResponse(upstreamResponse);
    client.context().write(upstreamResponse, client.context().voidPromise());
  }

  private void respond(HttpResponse response) {
    var encodings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    var isChunked = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
    if (!encodings.isEmpty() && !isChunked) {
      fail(Page.APP_BROKE_OFF); // Coded in a way that would be lost with the header.
      return;
    }
    state = State.ANSWERING;
    stopFirstByte();
    var isEmpty = clientRequest.isHead() || isAlwaysEmpty(response.status().code());
    var hasLength = HttpUtil.isContentLengthSet(response);
    isUpstreamKept = HttpUtil.isKeepAlive(response) && (isEmpty || isChunked || hasLength);
    parts.rules().clientResponse(response, clientRequest, published.site(), upstreamHost);
    if (isChunked || !hasLength && !isEmpty) {
      if (clientRequest.isHttp11()) {
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      }
    }
    client.setConnection(response.headers());
    client.context().write(response, client.context().voidPromise());
  }

  private static boolean isAlwaysEmpty(int code) {
    return code == HttpResponseStatus.NO_CONTENT.code()
        || code == HttpResponseStatus.NOT_MODIFIED.code();
  }

  void responseContent(HttpContent content) {
    var isLast = content instanceof LastHttpContent;
    if (isInformational) {
      isInformational = !isLast;
      content.release();
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      breakOff();
      return;
    }
    switch (state) {
      case ANSWERING -> pass(content, isLast);
      case SWITCHING -> {
        content.release();
        if (isLast) {
          join();
        }
      }
      default -> content.release();
    }
  }

  private void pass(HttpContent content, boolean isLast) {
    client.context().write(withoutTrailers(content), client.context().voidPromise());
    if (isLast) {
      state = State.ENDED;
      var connection = Objects.requireNonNull(upstream);
      upstream = null;
      connection.finish(isUpstreamKept && isRequestSent && !isRequestAbandoned);
      client.context().flush();
      client.ended();
    } else if (!client.channel().isWritable() && upstream != null) {
      upstream.channel().config().setAutoRead(false);
    }
  }

  private void join() {
    state = State.ENDED;
    var connection = Objects.requireNonNull(upstream);
    upstream = null;
    client.context().write(LastHttpContent.EMPTY_LAST_CONTENT, client.context().voidPromise());
    Tunnel.join(client, connection);
  }

  void upstreamReadComplete() {
    client.context().flush();
  }

  @Override
  public void writable(boolean isWritable) {
    if (upstream != null) {
      upstream.channel().config().setAutoRead(isWritable);
    }
  }

  // Ends before the end.

  @Override
  public void gone() {
    end();
  }

  /** Answers with a page of ours when nothing was answered yet, else breaks off. */
  private void fail(Page page) {
    if (state == State.ANSWERING || state == State.SWITCHING) {
      breakOff();
    } else if (state != State.ENDED) {
      var isBodyAwaited = isContinueExpected && state == State.CONNECTING;
      end();
      // The request was made the app's in place; the page speaks of the public name.
      clientRequest.http().headers().set(HttpHeaderNames.HOST, clientRequest.authority());
      var response = parts.pages().page(page, clientRequest.http().headers());
      if (isBodyAwaited) {
        // Nobody has said whether the body shall come (RFC 9110 10.1.1).
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      client.answer(response);
    }
  }

  /** Half a response must not look like a whole one. */
  private void breakOff() {
    end();
    if (!clientRequest.isHttp11()) {
      // Its end is the connection's end: only a reset tells it from a good one.
      client.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    client.abort();
  }

  private void end() {
    state = State.ENDED;
    stopFirstByte();
    if (upstream != null) {
      var connection = upstream;
      upstream = null;
      connection.abandon();
    }
    waiting.forEach(HttpContent::release);
    waiting.clear();
  }

  private void stopFirstByte() {
    if (upstream != null) {
      upstream.deadline().clear();
    }
  }
}
