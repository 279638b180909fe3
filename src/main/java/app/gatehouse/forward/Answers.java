package app.gatehouse.forward;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Short answers of our own, complete with their framing. */
final class Answers {
  private Answers() {}

  /** An answer whose Connection header the client connection sets. */
  static FullHttpResponse of(HttpResponseStatus status, String contentType, String content) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            Unpooled.wrappedBuffer(content.getBytes(StandardCharsets.UTF_8)));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        // So that another Gatehouse is not taken for an app (see AppFinder).
        .set(HttpHeaderNames.SERVER, "Gatehouse");
    return response;
  }

  static FullHttpResponse text(HttpResponseStatus status, String content) {
    return of(status, "text/plain; charset=utf-8", content);
  }

  static FullHttpResponse redirect(HttpResponseStatus status, String location) {
    var response = text(status, "");
    response.headers().set(HttpHeaderNames.LOCATION, location);
    return response;
  }
}
