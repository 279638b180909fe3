package app.gatehouse.forward;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is ambiguous or not for us, before anything else looks at a request: two readings of
 * one request are how things are smuggled past a guard.
 */
final class RequestCheck {
  private final int maxHeaders;

  RequestCheck(int maxHeaders) {
    this.maxHeaders = maxHeaders;
  }

  /** The status to refuse a request with, or null when it is well-formed. */
  @Nullable HttpResponseStatus refusal(HttpRequest clientRequest) {
    if (clientRequest.decoderResult().isFailure()) {
      return clientRequest.decoderResult().cause() instanceof TooLongFrameException
          ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
          : HttpResponseStatus.BAD_REQUEST;
    }
    var version = clientRequest.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
    }
    var method = clientRequest.method();
    if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
      return HttpResponseStatus.METHOD_NOT_ALLOWED;
    }
    var headers = clientRequest.headers();
    if (headers.size() > maxHeaders) {
      return HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
    var expected = headers.get(HttpHeaderNames.EXPECT);
    if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
      return HttpResponseStatus.EXPECTATION_FAILED;
    }
    return isFramedClearly(version, headers)
            && isNamedClearly(headers)
            && isTargetClear(clientRequest)
        ? null
        : HttpResponseStatus.BAD_REQUEST;
  }

  /** RFC 9112 section 6: one way to tell where the body ends, or none. */
  private static boolean isFramedClearly(HttpVersion version, HttpHeaders headers) {
    // Netty reads eight bytes of body after these (hixie-76), which no header announces.
    if (headers.contains("Sec-WebSocket-Key1") || headers.contains("Sec-WebSocket-Key2")) {
      return false;
    }
    var lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    var encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!encodings.isEmpty()) {
      return lengths.isEmpty()
          && encodings.size() == 1
          && encodings.getFirst().equalsIgnoreCase("chunked")
          && version.equals(HttpVersion.HTTP_1_1);
    }
    return lengths.isEmpty() || lengths.size() == 1 && isNumber(lengths.getFirst());
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** One Host, and Connection takes away nothing that decides what the request is. */
  private static boolean isNamedClearly(HttpHeaders headers) {
    var hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1 || !isAuthority(hosts.getFirst())) {
      return false;
    }
    for (var line : headers.getAll(HttpHeaderNames.CONNECTION)) {
      for (var name : line.split(",", -1)) {
        switch (name.strip().toLowerCase(Locale.ROOT)) {
          case "host", "content-length", "transfer-encoding", "content-type", "expect" -> {
            return false;
          }
          default -> {
            // Named by the sender: not passed on.
          }
        }
      }
    }
    return true;
  }

  private static boolean isAuthority(String host) {
    if (host.isEmpty() || host.length() > 300) {
      return false;
    }
    for (var i = 0; i < host.length(); i++) {
      var c = host.charAt(i);
      var fits =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '-'
              || c == '_'
              || c == ':'
              || c == '['
              || c == ']';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /**
   * Origin form, or absolute form that says the same as Host (RFC 9112 section 3.2); the latter
   * becomes the former.
   */
  private static boolean isTargetClear(HttpRequest clientRequest) {
    var target = clientRequest.uri();
    if (target.startsWith("/")) {
      return true;
    }
    if (target.equals("*")) {
      return clientRequest.method().equals(HttpMethod.OPTIONS);
    }
    var authority = target.indexOf("://") + 3;
    var scheme = target.substring(0, Math.max(0, authority - 3));
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      return false;
    }
    var path = authority;
    while (path < target.length() && target.charAt(path) != '/' && target.charAt(path) != '?') {
      path++;
    }
    if (!target
        .substring(authority, path)
        .equalsIgnoreCase(clientRequest.headers().get(HttpHeaderNames.HOST))) {
      return false;
    }
    var rest = target.substring(path);
    clientRequest.setUri(rest.startsWith("/") ? rest : "/" + rest);
    return true;
  }
}
