package app.gatehouse.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its bounds.
 *
 * @param limit for everything together: looking up, connecting, sending, and the whole body
 * @param maxBody bytes of the answer's body to take; the rest is cut off
 * @param redirects how many redirects to follow; 0 by default
 */
public record HttpCall(
    String method,
    URI uri,
    Map<String, String> headers,
    byte @Nullable [] body,
    Duration limit,
    int maxBody,
    int redirects) {
  private static final int SMALL = 64 << 10;

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  public static HttpCall get(URI uri, Duration limit) {
    return new HttpCall("GET", uri, Map.of(), null, limit, SMALL, 0);
  }

  public static HttpCall post(URI uri, String contentType, String body, Duration limit) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new HttpCall("POST", uri, Map.of("Content-Type", contentType), bytes, limit, SMALL, 0);
  }

  public HttpCall header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpCall(method, uri, more, body, limit, maxBody, redirects);
  }

  public HttpCall body(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new HttpCall(method, uri, headers, bytes, limit, maxBody, redirects);
  }

  public HttpCall maxBody(int bytes) {
    return new HttpCall(method, uri, headers, body, limit, bytes, redirects);
  }

  public HttpCall redirects(int count) {
    return new HttpCall(method, uri, headers, body, limit, maxBody, count);
  }
}
