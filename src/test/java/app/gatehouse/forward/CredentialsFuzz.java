package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.ForwarderSettings.Bounds;
import app.gatehouse.forward.guard.AddressKey;
import app.gatehouse.forward.guard.ApiKeys;
import app.gatehouse.forward.guard.Guard;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.forward.guard.RateLimits;
import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Protection.ApiKey;
import app.gatehouse.model.site.Protection.UserAccount;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever headers a client sends: nobody passes without the very cookie or key, and what was used
 * to pass does not reach the app. In the input, byte 1 stands for a valid cookie's value, byte 2
 * for a valid key.
 */
class CredentialsFuzz {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("203.0.113.9");
  private static final String KEY = "gh_0123456789abcdef0123456789abcdef";
  private static final String COOKIE = Sessions.COOKIE + "=";
  private static final UserAccount USER = new UserAccount("ada", "$argon2id$none");
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-01T00:00:00Z");

  private final Sessions sessions =
      new Sessions(new byte[32], Duration.ofDays(1), CLOCK, new SecureRandom());
  private final Site login = site(GuardKind.LOGIN);
  private final Site api = site(GuardKind.API_KEY);
  private final String token =
      sessions.begin(login, USER).replaceFirst(COOKIE + "([^;]*);.*", "$1");

  private static Site site(GuardKind kind) {
    var protection =
        new Protection(
            kind, List.of(USER), List.of(new ApiKey("k", ApiKeys.hash(KEY))), Limits.PAGES);
    return Gatehouse.site(new Upstream("127.0.0.1", 7860), protection);
  }

  static Stream<byte[]> seeds() {
    return Seeds.latin(
        "Cookie: __Host-gatehouse=\1\r\n",
        "Cookie: a=b; __Host-gatehouse=\1; c=d\r\n",
        "Cookie: a=b\r\nCookie: __Host-gatehouse=\1\r\n",
        "Cookie: __Host-gatehouse=YQ.zz.YQ.YQ; __Host-gatehouse=\1\r\n",
        "Cookie: __Host-gatehouse =\1\r\n",
        "Cookie: __host-gatehouse=\1\r\n",
        "Cookie: \"__Host-gatehouse\"=\1\r\n",
        "Cookie:__Host-gatehouse=\1\r\nOrigin: https://app.example.com\r\n",
        "Cookie: __Host-gatehouse=..." + "." + "\r\n",
        "Cookie: __Host-gatehouse=YWRh.-1y2p0ij32e8e7.YQ.YQ\r\n",
        "X-API-Key: \2\r\n",
        "X_API_Key: \2\r\n",
        "Authorization: Bearer \2\r\nX-API-Key: no\r\n",
        "Authorization: bearer  \2 \r\nAuthorization: Basic YTpi\r\n",
        "Authorization: Basic YTpi\r\nX-API-Key: \2\r\nX-API-Key: \2\r\n",
        "Connection: X-API-Key\r\nX-API-Key: \2\r\n",
        "Sec-Fetch-Site: cross-site\r\nCookie: __Host-gatehouse=\1\r\n",
        "Cookie: __Host-gatehouse=\1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) {
    passesOnlyWithTheVeryCookieOrKey(bytes);
  }

  @DictionaryEntries({
    "Cookie: ",
    "__Host-gatehouse=\\x01",
    "X-API-Key: \\x02",
    "Authorization: Bearer \\x02",
    "\\x0D\\x0A",
    "; ",
    "Cookie_: ",
    "Origin: https://app.example.com"
  })
  @MethodSource("seeds")
  @FuzzTest
  void passesOnlyWithTheVeryCookieOrKey(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    check(login, text, text.indexOf(1) >= 0 || text.indexOf(2) >= 0);
    check(api, text, text.indexOf(2) >= 0);
  }

  private void check(Site site, String headers, boolean mayPass) {
    var lines = headers.replace("\1", token).replace("\2", KEY);
    var request = decode("GET / HTTP/1.1\r\nHost: app.example.com\r\n" + lines + "\r\n\r\n");
    if (request == null || new RequestCheck(100).refusal(request) != null) {
      return;
    }
    var client = ClientRequest.of(request, CLIENT, AddressKey.of(CLIENT));
    var guard = new Guard(site, sessions, new RateLimits(Limits.PAGES, CLOCK));
    if (!(guard.decide(request, client.webSocket()) instanceof Pass pass)) {
      return;
    }
    assertThat(mayPass).as("may pass").isTrue();
    var signedIn = guard.isSignedIn(request.headers());
    assertThat(signedIn || pass.apiKeyHeaderIsOurs() || pass.authorizationIsOurs()).isTrue();
    var rules = new HeaderRules(HostHeaderRule.PUBLIC, Duration.ofDays(1));
    var toApp = rules.upstreamRequest(client, site, pass).headers();
    if (pass.apiKeyHeaderIsOurs()) {
      assertThat(toApp.names()).noneMatch(name -> isNamed(name, "x-api-key"));
    }
    if (pass.authorizationIsOurs()) {
      assertThat(toApp.names()).noneMatch(name -> isNamed(name, "authorization"));
    }
    for (var line : toApp.getAll(HttpHeaderNames.COOKIE)) {
      for (var cookie : line.split(";", -1)) {
        assertThat(cookie.replaceFirst("\\s*=", "=").strip()).doesNotStartWith(COOKIE);
      }
    }
  }

  private static boolean isNamed(String name, String wanted) {
    return name.replace('_', '-').equalsIgnoreCase(wanted);
  }

  private static HttpRequest decode(String text) {
    var channel = new EmbeddedChannel(new RequestDecoder(Bounds.DEFAULTS));
    try {
      channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
      return channel.readInbound();
    } finally {
      channel.finishAndReleaseAll();
    }
  }
}
