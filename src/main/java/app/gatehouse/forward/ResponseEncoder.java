package app.gatehouse.forward;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes responses; told before each one whether it answers a HEAD request. */
final class ResponseEncoder extends HttpResponseEncoder {
  private boolean toHead;

  void answersHead(boolean value) {
    toHead = value;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return super.isContentAlwaysEmpty(response) || toHead && response.status().code() >= 200;
  }
}
