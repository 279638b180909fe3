package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.guard.AddressKey;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.Upstream;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
  private static final Upstream APP = new Upstream("127.0.0.1", 7860);
  private static final Pass NOTHING_OURS = new Pass(false, false);

  private final Site site = Gatehouse.site(APP, Gatehouse.OPEN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Keep-Alive: timeout=5",
        "Proxy-Connection: keep-alive",
        "Proxy-Authorization: Basic eDp5",
        "TE: trailers",
        "Trailer: X-Sum",
        "Upgrade: h2c",
        "HTTP2-Settings: AAMAAABk",
        "Forwarded: for=6.6.6.6",
        "X-Forwarded-Server: evil",
        "X-Forwarded-Prefix: /admin",
        "X_Forwarded_For: 6.6.6.6",
        "X-Original-URL: /admin",
        "X-Rewrite-URL: /admin",
        "True-Client-IP: 6.6.6.6",
        "Proxy: http://evil",
        "Remote-User: admin",
        "Content_Length: 5",
        "Expect: 100-continue",
        "Cookie: __Host-gatehouse=secret"
      })
  void dropsWhatMustNotReachTheApp(String header) {
    var name = header.substring(0, header.indexOf(':'));
    assertThat(upstream(PUBLIC, NOTHING_OURS, header).contains(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        "Authorization: Bearer of-the-app",
        "Content-Type: text/plain",
        "Cookie: a=1; b=2",
        "Origin: https://app.example.com",
        "Range: bytes=5-",
        "Referer: https://app.example.com/x",
        "User-Agent: test",
        "X-API-Key: of-the-app",
        "X-Custom_Name: 1"
      })
  void passesWhatIsTheApps(String header) {
    var name = header.substring(0, header.indexOf(':'));
    assertThat(upstream(PUBLIC, NOTHING_OURS, header).getAll(name))
        .containsExactly(header.substring(header.indexOf(':') + 2));
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 203.0.113.9",
    "X-Forwarded-Proto, https",
    "X-Forwarded-Host, app.example.com",
    "X-Forwarded-Port, 443",
    "X-Real-IP, 203.0.113.9",
    "Host, app.example.com"
  })
  void replacesWhatClientsClaim(String name, String value) {
    var claimed = name.equals("Host") ? "X-Nothing: 1" : name + ": 6.6.6.6";
    assertThat(upstream(PUBLIC, NOTHING_OURS, claimed, claimed, "Connection: " + name).getAll(name))
        .containsExactly(value);
  }

  @Test
  void dropsWhatConnectionNames() {
    var headers =
        upstream(
            PUBLIC,
            NOTHING_OURS,
            "Connection: close, X-Hop",
            "Connection: x-other",
            "X-Hop: 1",
            "X-Other: 2",
            "X-Stays: 3");
    assertThat(headers.names()).contains("X-Stays").doesNotContain("X-Hop", "X-Other");
    assertThat(headers.contains("Connection")).isFalse();
  }

  @Test
  void dropsOurCookieAmongOthers() {
    assertThat(
            upstream(PUBLIC, NOTHING_OURS, "Cookie: a=1; __Host-gatehouse=x.y; b=2")
                .getAll("Cookie"))
        .containsExactly("a=1; b=2");
  }

  @Test
  void dropsOurKeysAndNoOthers() {
    var headers =
        upstream(PUBLIC, new Pass(true, false), "X-API-Key: ours", "Authorization: Bearer theirs");
    assertThat(headers.contains("X-API-Key")).isFalse();
    assertThat(headers.contains("Authorization")).isTrue();
    headers =
        upstream(PUBLIC, new Pass(false, true), "X-API-Key: theirs", "Authorization: Bearer ours");
    assertThat(headers.contains("X-API-Key")).isTrue();
    assertThat(headers.contains("Authorization")).isFalse();
  }

  @Test
  void asksForAnUpgradeOnlyWhenTheClientDoes() {
    var socket =
        upstream(
            PUBLIC,
            NOTHING_OURS,
            "Connection: keep-alive, Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: x");
    assertThat(socket.get("Connection")).isEqualTo("upgrade");
    assertThat(socket.get("Upgrade")).isEqualTo("websocket");
    assertThat(upstream(PUBLIC, NOTHING_OURS, "Upgrade: websocket").contains("Upgrade")).isFalse();
    assertThat(
            upstream(PUBLIC, NOTHING_OURS, "Connection: Upgrade", "Upgrade: h2c")
                .contains("Upgrade"))
        .isFalse();
  }

  @Test
  void movesHostOriginAndRefererForAppsThatKnowOnlyLocalhost() {
    var headers =
        upstream(
            HostHeaderRule.LOCALHOST,
            NOTHING_OURS,
            "Origin: https://app.example.com",
            "Referer: https://app.example.com/tree");
    assertThat(headers.get("Host")).isEqualTo("localhost:7860");
    assertThat(headers.get("Origin")).isEqualTo("http://localhost:7860");
    assertThat(headers.get("Referer")).isEqualTo("http://localhost:7860/tree");
    assertThat(headers.get("X-Forwarded-Host")).isEqualTo("app.example.com");
    var foreign =
        upstream(HostHeaderRule.LOCALHOST, NOTHING_OURS, "Origin: https://app.example.com.evil");
    assertThat(foreign.get("Origin")).isEqualTo("https://app.example.com.evil");
  }

  @ParameterizedTest
  @CsvSource({
    "app.example.com, 443",
    "app.example.com:8443, 8443",
    "[2001:db8::1], 443",
    "[2001:db8::1]:444, 444"
  })
  void tellsTheAppThePortThatTheVisitorUsed(String host, String port) {
    var request = request("GET");
    request.headers().set("Host", host);
    var rules = new HeaderRules(PUBLIC, Duration.ofDays(1));
    assertThat(
            rules
                .upstreamRequest(client(request), site, NOTHING_OURS)
                .headers()
                .getAll("X-Forwarded-Port"))
        .containsExactly(port);
  }

  @Test
  void writesRawBytesInATargetAsPercents() {
    var request = request("GET");
    request.setUri(
        new String(
            "/图".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.ISO_8859_1));
    var rules = new HeaderRules(PUBLIC, Duration.ofDays(1));
    var upstreamRequest = rules.upstreamRequest(client(request), site, NOTHING_OURS);
    assertThat(upstreamRequest.uri()).isEqualTo("/%E5%9B%BE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close",
        "Keep-Alive: timeout=5",
        "Proxy-Authenticate: Basic",
        "Trailer: X-Sum",
        "Transfer-Encoding: chunked",
        "Upgrade: h2c",
        "Alt-Svc: h3=\":443\"",
        "Set-Cookie: __Host-gatehouse=forged; Path=/"
      })
  void dropsWhatMustNotReachTheClient(String header) {
    assertThat(response(site, header).contains(header.substring(0, header.indexOf(':')))).isFalse();
  }

  @Test
  void keepsTheAppsCookies() {
    assertThat(response(site, "Set-Cookie: a=1", "Set-Cookie: b=2").getAll("Set-Cookie"))
        .containsExactly("a=1", "b=2");
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example.com/x, https://app.example.com/x",
    "http://localhost:7860/x?y, https://app.example.com/x?y",
    "http://localhost:7860, https://app.example.com",
    "http://localhost:78601/x, http://localhost:78601/x",
    "https://elsewhere.example/x, https://elsewhere.example/x",
    "/relative, /relative"
  })
  void movesRedirectsToWhereTheSiteIs(String location, String moved) {
    assertThat(response(site, "Location: " + location).get("Location")).isEqualTo(moved);
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example.com/x, https://app.example.com/x",
    "http://elsewhere.example/x, http://elsewhere.example/x"
  })
  void movesRedirectsOfAnAppThatIsAskedByThePublicName(String location, String moved) {
    var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.FOUND);
    response.headers().set("Location", location);
    new HeaderRules(PUBLIC, Duration.ofDays(1))
        .clientResponse(response, client(request("GET")), site, "app.example.com");
    assertThat(response.headers().get("Location")).isEqualTo(moved);
  }

  @ParameterizedTest
  @CsvSource({
    "OWN_DOMAIN, app.example.com, max-age=86400",
    "DYNAMIC_NAME, app.example.com, max-age=86400",
    "PRIVATE, app.home.arpa, ",
    "PUBLIC_IP, 203.0.113.1, "
  })
  void insistsOnHttpsForPublicNamesOnly(AddressKind kind, String host, String expected) {
    var headers = response(Gatehouse.site(kind, host, APP, Gatehouse.OPEN));
    assertThat(headers.get("Strict-Transport-Security")).isEqualTo(expected);
    assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  private static final HostHeaderRule PUBLIC = HostHeaderRule.PUBLIC;

  private HttpHeaders upstream(HostHeaderRule hostHeader, Pass pass, String... headers) {
    var request = request("GET", headers);
    return new HeaderRules(hostHeader, Duration.ofDays(1))
        .upstreamRequest(client(request), site, pass)
        .headers();
  }

  private HttpHeaders response(Site of, String... lines) {
    var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    add(response.headers(), List.of(lines));
    new HeaderRules(PUBLIC, Duration.ofDays(1))
        .clientResponse(response, client(request("GET")), of, "localhost:7860");
    return response.headers();
  }

  private static ClientRequest client(DefaultHttpRequest request) {
    var address = InetAddress.ofLiteral("203.0.113.9");
    return ClientRequest.of(request, address, AddressKey.of(address));
  }

  private static DefaultHttpRequest request(String method, String... lines) {
    var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/");
    var all = new ArrayList<>(List.of("Host: app.example.com"));
    all.addAll(List.of(lines));
    all.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("host: 6"));
    add(request.headers(), all);
    return request;
  }

  private static void add(HttpHeaders headers, List<String> lines) {
    for (var line : lines) {
      var colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }
}
