package app.gatehouse.sample;

import app.gatehouse.json.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Answers one connection's requests, one after the other. Runs on the channel's event loop. */
final class SampleHandler extends SimpleChannelInboundHandler<HttpObject> {
  private final SamplePages pages;

  /** What the current request's answer is once its body has been read. */
  private @Nullable Answer answer;

  SampleHandler(SamplePages pages) {
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message instanceof HttpRequest request) {
      answer = begin(request);
    }
    var current = answer;
    if (current != null && message instanceof HttpContent content) {
      current.read(content.content());
      if (message instanceof LastHttpContent) {
        answer = null;
        current.send(context);
      }
    }
  }

  private Answer begin(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return status(request, HttpResponseStatus.BAD_REQUEST);
    }
    var path = new QueryStringDecoder(request.uri()).path();
    var method = request.method();
    if (path.equals("/upload")) {
      return method.equals(HttpMethod.POST)
          ? new Upload(HttpUtil.isKeepAlive(request))
          : status(request, HttpResponseStatus.METHOD_NOT_ALLOWED);
    }
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      return status(request, HttpResponseStatus.METHOD_NOT_ALLOWED);
    }
    if (path.equals("/work")) {
      return new WorkEvents();
    }
    var page = pages.page(path, request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE));
    return page == null
        ? status(request, HttpResponseStatus.NOT_FOUND)
        : context ->
            reply(context, request, HttpResponseStatus.OK, page.type(), page.content().duplicate());
  }

  private static Answer status(HttpRequest request, HttpResponseStatus status) {
    return context ->
        reply(context, request, status, "text/plain; charset=utf-8", text(status.toString()));
  }

  private static void reply(
      ChannelHandlerContext context,
      HttpRequest request,
      HttpResponseStatus status,
      String type,
      ByteBuf body) {
    // RFC 9110 section 9.3.2: HEAD tells the length and sends nothing.
    var content = request.method().equals(HttpMethod.HEAD) ? Unpooled.EMPTY_BUFFER : body;
    send(context, HttpUtil.isKeepAlive(request), status, type, content, body.readableBytes());
  }

  private static void send(
      ChannelHandlerContext context,
      boolean keepAlive,
      HttpResponseStatus status,
      String type,
      ByteBuf content,
      int length) {
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    var headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, type);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
    headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_LANGUAGE);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(
        HttpHeaderNames.CONTENT_SECURITY_POLICY,
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    HttpUtil.setKeepAlive(response, keepAlive);
    var sent = context.writeAndFlush(response);
    if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof IdleStateEvent) {
      context.close();
    } else {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A visitor who went away is everyday life; there is nothing to keep.
    context.close();
  }

  /** One request's answer: sees the body pass by and is sent at its end. */
  @FunctionalInterface
  interface Answer {
    void send(ChannelHandlerContext context);

    default void read(ByteBuf part) {}
  }

  /** Counts and hashes an upload of any size; keeps none of it. */
  private static final class Upload implements Answer {
    private final boolean keepAlive;
    private final Fingerprint fingerprint = new Fingerprint();

    Upload(boolean keepAlive) {
      this.keepAlive = keepAlive;
    }

    @Override
    public void read(ByteBuf part) {
      fingerprint.add(part);
    }

    @Override
    public void send(ChannelHandlerContext context) {
      var result = new LinkedHashMap<String, Object>();
      result.put("bytes", fingerprint.bytes());
      result.put("sha256", HexFormat.of().formatHex(fingerprint.sha256()));
      var body = text(Json.PLAIN.write(result));
      SampleHandler.send(
          context,
          keepAlive,
          HttpResponseStatus.OK,
          "application/json",
          body,
          body.readableBytes());
    }
  }
}
