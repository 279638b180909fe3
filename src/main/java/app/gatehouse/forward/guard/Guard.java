package app.gatehouse.forward.guard;

import app.gatehouse.forward.guard.GuardDecision.ForeignOrigin;
import app.gatehouse.forward.guard.GuardDecision.KeyNeeded;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.forward.guard.GuardDecision.SignInNeeded;
import app.gatehouse.forward.guard.GuardDecision.TooMany;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Site;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one site who may pass. Keeps nothing but what {@link RateLimits} and {@link Sessions}
 * keep. Safe for all threads; never blocks.
 */
public final class Guard {
  public static final AsciiString API_KEY_HEADER = AsciiString.cached("x-api-key");

  private static final AsciiString SEC_FETCH_SITE = AsciiString.cached("sec-fetch-site");
  private static final String BEARER = "Bearer ";

  private final Site site;
  private final Sessions sessions;
  private final RateLimits limits;

  public Guard(Site site, Sessions sessions, RateLimits limits) {
    this.site = site;
    this.sessions = sessions;
    this.limits = limits;
  }

  public RateLimits limits() {
    return limits;
  }

  /** Whether keys open this site, so that programs and pages of other origins may use it. */
  public boolean takesKeys() {
    // An open site asks for no key: what looks like one is the app's own business.
    return site.protection().guard() != GuardKind.OPEN && !site.protection().keys().isEmpty();
  }

  /** A browser's question whether a page of another origin may send a key, if it is one. */
  public Optional<Preflight> preflight(HttpRequest clientRequest) {
    return takesKeys() ? Preflight.in(clientRequest) : Optional.empty();
  }

  /** Counts a request against the limits of its address. */
  public Optional<TooMany> admit(AddressKey address, String path) {
    return limits.admit(address, path).map(TooMany::new);
  }

  /**
   * Whether a request may go to the app; limits are not looked at.
   *
   * @param webSocket whether it asks for a WebSocket
   */
  public GuardDecision decide(HttpRequest clientRequest, boolean webSocket) {
    var headers = clientRequest.headers();
    var keys = presentedKeys(headers);
    if (keys.isPass()) {
      return new Pass(keys.inApiKeyHeader, keys.inAuthorization);
    }
    return switch (site.protection().guard()) {
      case OPEN -> Pass.UNTOUCHED;
      case API_KEY -> new KeyNeeded(keys.wrong);
      case LOGIN -> decideBySession(clientRequest, webSocket);
    };
  }

  private GuardDecision decideBySession(HttpRequest clientRequest, boolean webSocket) {
    var headers = clientRequest.headers();
    if (!isSignedIn(headers)) {
      return new SignInNeeded();
    }
    // A cookie travels with what other pages make the browser do; SameSite=Lax does not stop
    // sites under the same registered domain, and not every browser applies it to WebSockets.
    if ((webSocket || !isSafe(clientRequest.method())) && !isOwnOrigin(headers, webSocket)) {
      return new ForeignOrigin();
    }
    return Pass.UNTOUCHED;
  }

  /** Whether a valid session cookie came along. */
  public boolean isSignedIn(HttpHeaders headers) {
    return site.protection().guard() == GuardKind.LOGIN
        && sessions.user(site, cookies(headers)).isPresent();
  }

  /**
   * Whether the request comes from a page of this very site, or from no page at all.
   *
   * @param originNeeded whether a request that says nothing about its origin is foreign
   */
  public static boolean isOwnOrigin(HttpHeaders headers, boolean originNeeded) {
    var fetchSite = headers.get(SEC_FETCH_SITE);
    if (fetchSite != null && !originNeeded) {
      // Set by the browser itself; pages cannot forge it.
      return fetchSite.equals("same-origin") || fetchSite.equals("none");
    }
    var origin = headers.get(HttpHeaderNames.ORIGIN);
    if (origin == null) {
      return !originNeeded;
    }
    var host = headers.get(HttpHeaderNames.HOST);
    return host != null && origin.equalsIgnoreCase("https://" + withoutDefaultPort(host));
  }

  private static String withoutDefaultPort(String host) {
    return host.endsWith(":443") ? host.substring(0, host.length() - 4) : host;
  }

  private static String cookies(HttpHeaders headers) {
    var all = headers.getAll(HttpHeaderNames.COOKIE);
    return all.size() == 1 ? all.getFirst() : String.join("; ", all);
  }

  private static boolean isSafe(HttpMethod method) {
    return method.equals(HttpMethod.GET)
        || method.equals(HttpMethod.HEAD)
        || method.equals(HttpMethod.OPTIONS);
  }

  private PresentedKeys presentedKeys(HttpHeaders headers) {
    if (!takesKeys()) {
      return PresentedKeys.NONE;
    }
    var inHeader = headers.get(API_KEY_HEADER);
    var bearer = bearer(headers.get(HttpHeaderNames.AUTHORIZATION));
    if (inHeader == null && bearer == null) {
      return PresentedKeys.NONE;
    }
    return new PresentedKeys(isKey(inHeader), isKey(bearer), true);
  }

  private boolean isKey(@Nullable String presented) {
    return presented != null && ApiKeys.find(site.protection().keys(), presented).isPresent();
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }

  private record PresentedKeys(boolean inApiKeyHeader, boolean inAuthorization, boolean wrong) {
    static final PresentedKeys NONE = new PresentedKeys(false, false, false);

    boolean isPass() {
      return inApiKeyHeader || inAuthorization;
    }
  }
}
