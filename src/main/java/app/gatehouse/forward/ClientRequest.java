package app.gatehouse.forward;

import app.gatehouse.forward.guard.AddressKey;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;

/**
 * A request as it came, checked, with what is asked about it more than once.
 *
 * @param http its line and headers; they become those of the upstream request
 * @param address who sent it
 * @param key whom limits count it for
 * @param authority its Host header
 * @param host the host in it, in the form that names a site
 * @param target path and query
 * @param webSocket whether it asks to become a WebSocket (RFC 6455 section 4.1)
 * @param isHttp11 whether the client speaks HTTP/1.1 and not 1.0
 */
record ClientRequest(
    HttpRequest http,
    InetAddress address,
    AddressKey key,
    String authority,
    String host,
    String target,
    boolean webSocket,
    boolean isHttp11) {

  static ClientRequest of(HttpRequest http, InetAddress address, AddressKey key) {
    var authority = http.headers().get(HttpHeaderNames.HOST);
    return new ClientRequest(
        http,
        address,
        key,
        authority,
        Hosts.ofAuthority(authority),
        http.uri(),
        isWebSocket(http),
        http.protocolVersion().equals(HttpVersion.HTTP_1_1));
  }

  private static boolean isWebSocket(HttpRequest http) {
    var headers = http.headers();
    return headers.contains(HttpHeaderNames.UPGRADE)
        && http.method().equals(HttpMethod.GET)
        && http.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE))
        && !hasBody(http);
  }

  private static boolean hasBody(HttpRequest http) {
    return HttpUtil.isTransferEncodingChunked(http) || HttpUtil.getContentLength(http, 0L) > 0;
  }

  /** Whether a body follows. */
  boolean hasBody() {
    return hasBody(http);
  }

  /** The target without its query. */
  String path() {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  boolean isHead() {
    return http.method().equals(HttpMethod.HEAD);
  }

  boolean isGetOrHead() {
    return isHead() || http.method().equals(HttpMethod.GET);
  }

  /** Whether sending it twice does no more than sending it once (RFC 9110 section 9.2.2). */
  boolean isRepeatable() {
    return !webSocket
        && !hasBody()
        && (isGetOrHead()
            || http.method().equals(HttpMethod.OPTIONS)
            || http.method().equals(HttpMethod.PUT)
            || http.method().equals(HttpMethod.DELETE));
  }
}
