package app.gatehouse.forward.guard;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The question that a browser asks before a page of another origin may send a key (Fetch standard,
 * CORS-preflight fetch). It never carries the key, so a guard that insists on one would make keys
 * useless in browsers.
 *
 * <p>We answer it ourselves, for sites that take keys. Passing it on would let everybody reach the
 * app without a key: many apps run the same code whatever the method is. And allowing every origin
 * gives nothing away: a page that knows the key could use it from anywhere, and since the answer
 * neither allows credentials nor names an origin, browsers add no cookie, so that nobody's session
 * can be ridden on. Whether a page may read what the app answers stays the app's decision.
 *
 * @param method what the page wants to send
 * @param headers the header names that it wants to send, or null
 */
public record Preflight(String method, @Nullable String headers) {
  private static final int MAX_HEADERS = 1024;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}");
  private static final Pattern NAMES =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+( *, *[!#$%&'*+.^_`|~0-9A-Za-z-]+)*");

  /** A browser's question carries none: who sends one asks something else. */
  private static final List<AsciiString> CREDENTIALS =
      List.of(HttpHeaderNames.AUTHORIZATION, HttpHeaderNames.COOKIE, Guard.API_KEY_HEADER);

  /** How long a browser need not ask again, in seconds: an answer that changes with the site. */
  private static final int MAX_AGE = 600;

  /** What such a page may know of our own refusals beside their text. */
  private static final AsciiString EXPOSED = AsciiString.cached("Retry-After, WWW-Authenticate");

  /** The question in a request, if it is exactly one. */
  static Optional<Preflight> in(HttpRequest clientRequest) {
    var headers = clientRequest.headers();
    if (!clientRequest.method().equals(HttpMethod.OPTIONS)
        || headers.getAll(HttpHeaderNames.ORIGIN).size() != 1
        || CREDENTIALS.stream().anyMatch(headers::contains)
        || HttpUtil.isTransferEncodingChunked(clientRequest)
        || HttpUtil.getContentLength(clientRequest, 0L) > 0) {
      return Optional.empty();
    }
    var methods = headers.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    var names = headers.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
    if (methods.size() != 1 || !TOKEN.matcher(methods.getFirst()).matches() || names.size() > 1) {
      return Optional.empty();
    }
    if (names.isEmpty() || names.getFirst().isEmpty()) {
      return Optional.of(new Preflight(methods.getFirst(), null));
    }
    var wanted = names.getFirst();
    return wanted.length() <= MAX_HEADERS && NAMES.matcher(wanted).matches()
        ? Optional.of(new Preflight(methods.getFirst(), wanted))
        : Optional.empty();
  }

  /** Sets the headers of the answer. */
  public void allow(HttpHeaders answer) {
    answer
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method)
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    if (headers != null) {
      // By name: the asterisk does not cover Authorization.
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
  }

  /** Lets pages of other origins read one of our own refusals, which says nothing secret. */
  public static void letRead(HttpHeaders answer) {
    answer
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
  }
}
