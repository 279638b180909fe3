package app.gatehouse.forward;

import app.gatehouse.forward.guard.Guard;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.site.Site;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass, in both directions (RFC 9110 section 7.6). What a client claims about itself
 * as if it were a proxy is replaced, never added to: we are the edge.
 */
final class HeaderRules {
  private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
  private static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
  private static final AsciiString X_FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
  private static final AsciiString X_FORWARDED_PORT = AsciiString.cached("X-Forwarded-Port");
  private static final AsciiString X_REAL_IP = AsciiString.cached("X-Real-IP");
  private static final AsciiString X_CONTENT_TYPE_OPTIONS =
      AsciiString.cached("X-Content-Type-Options");
  private static final AsciiString STRICT_TRANSPORT_SECURITY =
      AsciiString.cached("Strict-Transport-Security");

  /** Good for one hop only. Connection itself is dealt with apart. */
  private static final List<AsciiString> HOP_BY_HOP =
      List.of(
          HttpHeaderNames.CONNECTION,
          AsciiString.cached("keep-alive"),
          AsciiString.cached("proxy-connection"),
          AsciiString.cached("proxy-authenticate"),
          AsciiString.cached("proxy-authorization"),
          HttpHeaderNames.TE,
          HttpHeaderNames.TRAILER,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.UPGRADE,
          AsciiString.cached("http2-settings"));

  /** What apps and their frameworks believe from a proxy; lower case. */
  private static final Set<String> CLAIMS =
      Set.of(
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "client-ip",
          "true-client-ip",
          "x-cluster-client-ip",
          "cf-connecting-ip",
          "fastly-client-ip",
          "x-original-url",
          "x-original-host",
          "x-rewrite-url",
          "x-host",
          "proxy",
          "remote-user",
          "x-remote-user");

  private static final int USUAL_HTTPS = 443;
  private static final String CLAIM_PREFIX = "x-forwarded";

  /** These mean something to us: a spelling with underscores must not slip by (CGI, WSGI). */
  private static final Set<String> GUARDED =
      Set.of(
          "host",
          "cookie",
          "authorization",
          "x-api-key",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "upgrade");

  private final HostHeaderRule hostHeader;
  private final Duration hsts;

  HeaderRules(HostHeaderRule hostHeader, Duration hsts) {
    this.hostHeader = hostHeader;
    this.hsts = hsts;
  }

  /**
   * Makes the upstream request of a client request, in place.
   *
   * @param pass which of the credentials were ours
   */
  HttpRequest upstreamRequest(ClientRequest clientRequest, Site site, Pass pass) {
    var http = clientRequest.http();
    var headers = http.headers();
    var chunked = HttpUtil.isTransferEncodingChunked(http);
    removeHopByHop(headers);
    removeClaims(headers);
    headers.remove(HttpHeaderNames.EXPECT);
    removeCredentials(headers, pass);

    var address = clientRequest.address().getHostAddress();
    var scope = address.indexOf('%');
    var plainAddress = scope < 0 ? address : address.substring(0, scope);
    var upstreamHost = hostHeader.hostHeader(site, clientRequest.authority());
    headers.set(HttpHeaderNames.HOST, upstreamHost);
    headers.set(X_FORWARDED_FOR, plainAddress);
    headers.set(X_FORWARDED_PROTO, "https");
    headers.set(X_FORWARDED_HOST, clientRequest.authority());
    // What the visitor used: a router may have translated it.
    headers.set(X_FORWARDED_PORT, Hosts.portOf(clientRequest.authority(), USUAL_HTTPS));
    headers.set(X_REAL_IP, plainAddress);
    if (!upstreamHost.equals(clientRequest.authority())) {
      moveOrigin(headers, clientRequest.authority(), upstreamHost);
    }
    if (chunked) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (clientRequest.webSocket()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
      headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    }
    http.setProtocolVersion(HttpVersion.HTTP_1_1);
    http.setUri(escaped(clientRequest.target()));
    return http;
  }

  /**
   * Makes the client response of an upstream response, in place. Framing is the caller's.
   *
   * @param upstreamHost the Host header that the app got
   */
  void clientResponse(
      HttpResponse response, ClientRequest clientRequest, Site site, String upstreamHost) {
    var headers = response.headers();
    removeHopByHop(headers);
    headers.remove(HttpHeaderNames.ALT_SVC);
    moveLocation(headers, clientRequest.authority(), upstreamHost);
    protectSessionCookie(headers);
    addSafety(headers, site);
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
    plainReason(response);
  }

  /** The 101 answer: hop-by-hop headers go, and what makes it an upgrade is set anew. */
  void upgradeResponse(HttpResponse response) {
    var headers = response.headers();
    plainReason(response);
    removeHopByHop(headers);
    protectSessionCookie(headers);
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
  }

  /** Headers of every answer to a visitor, also of our own pages. */
  void addSafety(HttpHeaders headers, Site site) {
    if (!headers.contains(X_CONTENT_TYPE_OPTIONS)) {
      headers.set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    }
    // An IP address has no HSTS (RFC 6797 section 8.1.1); a private name may move to plain HTTP.
    if (hsts.isPositive()
        && site.address().kind().isPublic()
        && !site.address().isIp()
        && !headers.contains(STRICT_TRANSPORT_SECURITY)) {
      headers.set(STRICT_TRANSPORT_SECURITY, "max-age=" + hsts.toSeconds());
    }
  }

  /** An app's own reason may stay when it is one (RFC 9112 section 4). */
  private static void plainReason(HttpResponse response) {
    var reason = response.status().reasonPhrase();
    if (reason.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
      response.setStatus(HttpResponseStatus.valueOf(response.status().code()));
    }
  }

  private static void removeHopByHop(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.CONNECTION)) {
      for (var line : headers.getAll(HttpHeaderNames.CONNECTION)) {
        for (var name : line.split(",", -1)) {
          // Taking the length away would leave a kept connection without framing.
          if (!name.isBlank()
              && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name.strip())) {
            headers.remove(name.strip());
          }
        }
      }
    }
    for (var name : HOP_BY_HOP) {
      headers.remove(name);
    }
  }

  private static void removeClaims(HttpHeaders headers) {
    List<CharSequence> claims = null;
    var all = headers.iteratorCharSequence();
    while (all.hasNext()) {
      var name = all.next().getKey();
      if (isClaim(name)) {
        claims = claims == null ? new ArrayList<>() : claims;
        claims.add(name);
      }
    }
    if (claims != null) {
      claims.forEach(headers::remove);
    }
  }

  private static boolean isClaim(CharSequence name) {
    var underscored = AsciiString.indexOf(name, '_', 0) >= 0;
    var first = name.charAt(0) | 0x20;
    if (!underscored
        && first != 'x'
        && first != 'f'
        && first != 'c'
        && first != 't'
        && first != 'p'
        && first != 'r') {
      return false;
    }
    var plain = name.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    return plain.startsWith(CLAIM_PREFIX)
        || CLAIMS.contains(plain)
        || underscored && GUARDED.contains(plain);
  }

  private static void removeCredentials(HttpHeaders headers, Pass pass) {
    if (pass.apiKeyHeaderIsOurs()) {
      headers.remove(Guard.API_KEY_HEADER);
    }
    if (pass.authorizationIsOurs()) {
      headers.remove(HttpHeaderNames.AUTHORIZATION);
    }
    var cookies = headers.getAll(HttpHeaderNames.COOKIE);
    if (cookies.stream().noneMatch(line -> line.contains(Sessions.COOKIE))) {
      return;
    }
    headers.remove(HttpHeaderNames.COOKIE);
    for (var line : cookies) {
      var rest = new ArrayList<String>();
      for (var cookie : line.split(";", -1)) {
        if (!isSessionCookie(cookie.strip()) && !cookie.isBlank()) {
          rest.add(cookie.strip());
        }
      }
      if (!rest.isEmpty()) {
        headers.add(HttpHeaderNames.COOKIE, String.join("; ", rest));
      }
    }
  }

  private static boolean isSessionCookie(String cookie) {
    var equals = cookie.indexOf('=');
    return equals >= 0 && cookie.substring(0, equals).strip().equals(Sessions.COOKIE);
  }

  /** An app must not be able to sign people in or out of the guard. */
  private static void protectSessionCookie(HttpHeaders headers) {
    var cookies = headers.getAll(HttpHeaderNames.SET_COOKIE);
    if (cookies.stream().anyMatch(cookie -> isSessionCookie(cookie.strip()))) {
      headers.remove(HttpHeaderNames.SET_COOKIE);
      cookies.stream()
          .filter(cookie -> !isSessionCookie(cookie.strip()))
          .forEach(cookie -> headers.add(HttpHeaderNames.SET_COOKIE, cookie));
    }
  }

  /** An app that believes it is asked at another host must see that host as the origin too. */
  private static void moveOrigin(HttpHeaders headers, String authority, String upstreamHost) {
    var publicOrigin = "https://" + authority;
    var origin = headers.get(HttpHeaderNames.ORIGIN);
    if (publicOrigin.equalsIgnoreCase(origin)) {
      headers.set(HttpHeaderNames.ORIGIN, "http://" + upstreamHost);
    }
    var referer = headers.get(HttpHeaderNames.REFERER);
    if (referer != null && startsWithOrigin(referer, publicOrigin)) {
      headers.set(
          HttpHeaderNames.REFERER,
          "http://" + upstreamHost + referer.substring(publicOrigin.length()));
    }
  }

  /** A redirect to where the app believes it is becomes one to where it really is. */
  private static void moveLocation(HttpHeaders headers, String authority, String upstreamHost) {
    var location = headers.get(HttpHeaderNames.LOCATION);
    if (location == null || !location.regionMatches(true, 0, "http://", 0, 7)) {
      return;
    }
    for (var host : List.of(authority, upstreamHost)) {
      var origin = "http://" + host;
      if (startsWithOrigin(location, origin)) {
        headers.set(
            HttpHeaderNames.LOCATION, "https://" + authority + location.substring(origin.length()));
        return;
      }
    }
  }

  private static boolean startsWithOrigin(String url, String origin) {
    return url.regionMatches(true, 0, origin, 0, origin.length())
        && (url.length() == origin.length() || "/?#".indexOf(url.charAt(origin.length())) >= 0);
  }

  /** Bytes above 127 in a target, which some programs send as they are, become %XX. */
  private static String escaped(String target) {
    if (target.chars().allMatch(c -> c < 0x80)) {
      return target;
    }
    var text = new StringBuilder();
    for (var b : target.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < 0) {
        text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }
}
