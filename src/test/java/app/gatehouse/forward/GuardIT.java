package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.guard.ApiKeys;
import app.gatehouse.forward.guard.Passwords;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Protection.ApiKey;
import app.gatehouse.model.site.Protection.UserAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who passes and who does not, through real sockets. */
@Timeout(60)
class GuardIT {
  private static final String KEY = "gh_0123456789abcdef";
  private static final String PASSWORD = "correct horse 电池";
  private static final UserAccount ANNA =
      new UserAccount("anna", new Passwords(new SecureRandom()).hash(PASSWORD));
  private static final List<ApiKey> KEYS = List.of(new ApiKey("team-a", ApiKeys.hash(KEY)));

  private TestApp app = TestApp.saying("");
  private Gatehouse gatehouse;
  private final List<RawConnection.Head> seenByTheApp =
      java.util.Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws Exception {
    app.close();
    app =
        TestApp.answering(
            connection -> {
              var head = connection.readHead();
              seenByTheApp.add(head);
              if (head.header("content-length").isPresent()) {
                connection.readBody(head);
              }
              connection.head("HTTP/1.1 200 OK", "Content-Length: 3").send("app");
            });
    gatehouse = Gatehouse.open();
  }

  @AfterEach
  void stop() {
    gatehouse.close();
    app.close();
  }

  private void protect(GuardKind guard, Limits limits) {
    var users = guard == GuardKind.LOGIN ? List.of(ANNA) : List.<UserAccount>of();
    gatehouse.serve(
        Gatehouse.site(
            app.upstream(),
            new Protection(guard, users, guard == GuardKind.OPEN ? List.of() : KEYS, limits)));
  }

  /** Status of a request on a connection of its own. */
  private RawConnection.Head ask(String line, String... headers) throws Exception {
    try (var client = gatehouse.connect()) {
      return ask(client, line, headers);
    }
  }

  private static RawConnection.Head ask(RawConnection client, String line, String... headers)
      throws Exception {
    var lines = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: " + Gatehouse.HOST));
    lines.addAll(List.of(headers));
    client.head(lines.toArray(String[]::new));
    var head = client.readHead();
    if (!line.startsWith("HEAD") && head.status() != 101) {
      client.readBody(head);
    }
    return head;
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, X-None: 1, 200",
    "API_KEY, X-None: 1, 401",
    "API_KEY, X-API-Key: gh_0123456789abcdef, 200",
    "API_KEY, X-API-Key: wrong, 401",
    "API_KEY, 'X-API-Key: ', 401",
    "API_KEY, Authorization: Bearer gh_0123456789abcdef, 200",
    "API_KEY, Authorization: bearer gh_0123456789abcdef, 200",
    "API_KEY, Authorization: Basic gh_0123456789abcdef, 401",
    "API_KEY, Authorization: gh_0123456789abcdef, 401",
    "API_KEY, Cookie: __Host-gatehouse=a.b.c.d, 401",
    "LOGIN, X-None: 1, 401",
    "LOGIN, X-API-Key: gh_0123456789abcdef, 200",
    "LOGIN, X-API-Key: wrong, 401",
    "LOGIN, Cookie: __Host-gatehouse=a.b.c.d, 401"
  })
  void letsPassWhoMay(GuardKind guard, String header, int status) throws Exception {
    protect(guard, Limits.PAGES);
    assertThat(ask("GET /ocr", header).status()).isEqualTo(status);
    assertThat(seenByTheApp).hasSize(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"})
  void asksForAKeyWhateverTheMethod(String method) throws Exception {
    protect(GuardKind.API_KEY, Limits.PAGES);
    var head = ask(method + " /tts?text=x&api_key=" + KEY);
    assertThat(head.status()).isEqualTo(401);
    assertThat(head.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
    assertThat(head.header("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @EnumSource(names = {"API_KEY", "LOGIN"})
  void answersTheQuestionOfABrowserWithoutTheApp(GuardKind guard) throws Exception {
    protect(guard, Limits.API);
    for (var i = 0; i < 100; i++) {
      var answer =
          ask(
              "OPTIONS /tts?text=x",
              "Origin: https://page.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: content-type,x-api-key",
              "Access-Control-Request-Private-Network: true");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.all("Access-Control-Allow-Origin")).containsExactly("*");
      assertThat(answer.all("Access-Control-Allow-Methods")).containsExactly("POST");
      assertThat(answer.all("Access-Control-Allow-Headers"))
          .containsExactly("content-type,x-api-key");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.header("Access-Control-Allow-Private-Network")).isEmpty();
    }
    assertThat(seenByTheApp).isEmpty();
    assertThat(ask("POST /tts?text=x", "X-API-Key: " + KEY, "Content-Length: 0").status())
        .as("the questions do not count")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://page.example",
        "Access-Control-Request-Method: POST",
        "Origin: a|Access-Control-Request-Method: POST|Content-Length: 1",
        "Origin: a|Access-Control-Request-Method: POST|Cookie: a=b",
        "Origin: a|Access-Control-Request-Method: POST|Authorization: Basic eDp5",
        "Origin: a|Access-Control-Request-Method: POST|X-API-Key: wrong",
        "Origin: a|Access-Control-Request-Method: PO ST",
        "Origin: a|Access-Control-Request-Method: POST|Access-Control-Request-Headers: a b",
        "Origin: a|Origin: b|Access-Control-Request-Method: POST"
      })
  void asksForAKeyWhereItIsNoSuchQuestion(String headers) throws Exception {
    protect(GuardKind.API_KEY, Limits.PAGES);
    try (var client = gatehouse.connect()) {
      client.head(
          ("OPTIONS /tts HTTP/1.1|Host: " + Gatehouse.HOST + "|" + headers).split("\\|", -1));
      if (headers.contains("Content-Length")) {
        client.send("x");
      }
      assertThat(client.readHead().status()).isEqualTo(401);
    }
    assertThat(seenByTheApp).isEmpty();
  }

  @Test
  void letsPagesOfOtherOriginsReadWhyTheirKeyIsRefused() throws Exception {
    protect(GuardKind.API_KEY, Limits.API);
    var refused = ask("GET /tts", "Origin: https://page.example", "X-API-Key: wrong");
    assertThat(refused.header("Access-Control-Allow-Origin")).contains("*");
    gatehouse.serve(
        Gatehouse.site(
            app.upstream(), new Protection(GuardKind.LOGIN, List.of(ANNA), List.of(), Limits.API)));
    assertThat(ask("GET /").header("Access-Control-Allow-Origin"))
        .as("a site for people only")
        .isEmpty();
  }

  @Test
  void leavesTheQuestionOfABrowserToAnOpenApp() throws Exception {
    protect(GuardKind.OPEN, Limits.PAGES);
    ask("OPTIONS /", "Origin: https://page.example", "Access-Control-Request-Method: POST");
    assertThat(seenByTheApp).hasSize(1);
  }

  @Test
  void keepsKeysFromTheApp() throws Exception {
    protect(GuardKind.API_KEY, Limits.PAGES);
    ask("GET /", "X-API-Key: " + KEY, "Authorization: Bearer of-the-app");
    ask("GET /", "Authorization: Bearer " + KEY);
    assertThat(seenByTheApp.get(0).header("X-API-Key")).isEmpty();
    assertThat(seenByTheApp.get(0).header("Authorization")).contains("Bearer of-the-app");
    assertThat(seenByTheApp.get(1).header("Authorization")).isEmpty();
  }

  @Test
  void refusesTheEleventhCallInAMinute() throws Exception {
    protect(GuardKind.API_KEY, Limits.API);
    try (var client = gatehouse.connect()) {
      for (var i = 0; i < 10; i++) {
        assertThat(ask(client, "GET /tts?text=" + i, "X-API-Key: " + KEY).status()).isEqualTo(200);
      }
      var refused = ask(client, "GET /tts?text=11", "X-API-Key: " + KEY);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).contains("60");
      gatehouse.serve(
          Gatehouse.site(
              app.upstream(), new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.API)));
      assertThat(ask(client, "GET /tts").status()).as("published again").isEqualTo(429);
      gatehouse.now = gatehouse.now.plusSeconds(60);
      assertThat(ask(client, "GET /tts").status()).isEqualTo(200);
    }
  }

  @Test
  void sendsBrowsersToTheLoginPageAndBack() throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    var sent = ask("GET /deep/page?x=1", "Accept: text/html");
    assertThat(sent.status()).isEqualTo(302);
    assertThat(sent.header("Strict-Transport-Security")).as("our own answers too").isPresent();
    var login = sent.header("Location").orElseThrow();
    assertThat(login).isEqualTo("/.gatehouse/login?to=%2Fdeep%2Fpage%3Fx%3D1");
    try (var client = gatehouse.connect()) {
      client.head(
          "GET " + login + " HTTP/1.1",
          "Host: " + Gatehouse.HOST,
          "Accept: text/html",
          "Accept-Language: zh-CN");
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(client.readText(head))
          .contains("请登录")
          .contains("value=\"/deep/page?x=1\"")
          .contains("action=\"/.gatehouse/login\"");
    }
    var welcome = signIn("anna", PASSWORD, "/deep/page?x=1");
    assertThat(welcome.status()).isEqualTo(303);
    assertThat(welcome.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(welcome.header("Location")).contains("/deep/page?x=1");
    var cookie = cookie(welcome);
    assertThat(ask("GET /deep/page", "Cookie: " + cookie + "; own=1").status()).isEqualTo(200);
    assertThat(seenByTheApp.getLast().all("Cookie")).containsExactly("own=1");
  }

  @Test
  void endsTheSessionOnLogoutAndWithANewPassword() throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    var first = cookie(signIn("anna", PASSWORD, "/"));
    var second = cookie(signIn("anna", PASSWORD, "/"));
    var out = ask("POST /.gatehouse/logout", "Cookie: " + first, "Content-Length: 0");
    assertThat(out.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(ask("GET /", "Cookie: " + first).status()).isEqualTo(401);
    assertThat(ask("GET /", "Cookie: " + second).status()).isEqualTo(200);
    var changed = new UserAccount("anna", new Passwords(new SecureRandom()).hash("new password"));
    gatehouse.serve(
        Gatehouse.site(
            app.upstream(),
            new Protection(GuardKind.LOGIN, List.of(changed), List.of(), Limits.PAGES)));
    assertThat(ask("GET /", "Cookie: " + second).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"anna, wrong", "nobody, wrong", "'', ''", "anna, ''"})
  void refusesTheWrongPasswordAndTheWrongUserAlike(String user, String password) throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    var refused = signIn(user, password, "/");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Set-Cookie")).isEmpty();
  }

  @Test
  void letsGuessersWait() throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    for (var i = 0; i < 3; i++) {
      assertThat(signIn("anna", "wrong" + i, "/").status()).isEqualTo(401);
    }
    var tooFast = signIn("anna", PASSWORD, "/");
    assertThat(tooFast.status()).isEqualTo(429);
    assertThat(tooFast.header("Retry-After")).contains("1");
    gatehouse.now = gatehouse.now.plusSeconds(2);
    assertThat(signIn("anna", PASSWORD, "/").status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "evil", ""})
  void neverSendsElsewhereAfterTheLogin(String to) throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    assertThat(signIn("anna", PASSWORD, to).header("Location")).contains("/");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: https://app.example.com, 303",
    "Origin: https://evil.example, 403",
    "Origin: https://app.example.com.evil, 403",
    "Origin: null, 403",
    "Sec-Fetch-Site: same-origin, 303",
    "Sec-Fetch-Site: same-site, 403",
    "Sec-Fetch-Site: cross-site, 403"
  })
  void takesTheLoginFormFromItsOwnPageOnly(String header, int status) throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    assertThat(signIn("anna", PASSWORD, "/", header).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, X-None: 1, 200",
    "POST, Origin: https://app.example.com, 200",
    "POST, Origin: https://evil.example, 403",
    "DELETE, Origin: https://evil.example, 403",
    "POST, Sec-Fetch-Site: same-site, 403",
    "GET, Origin: https://evil.example, 200"
  })
  void refusesWhatOtherPagesDoWithTheCookie(String method, String header, int status)
      throws Exception {
    protect(GuardKind.LOGIN, Limits.PAGES);
    var cookie = cookie(signIn("anna", PASSWORD, "/"));
    var head = ask(method + " /do", "Cookie: " + cookie, header, "Content-Length: 0");
    assertThat(head.status()).isEqualTo(status);
  }

  @Test
  void asksWebSocketsForTheCookieAndTheirOrigin() throws Exception {
    try (var sockets = WebSocketEcho.start()) {
      gatehouse.serve(
          Gatehouse.site(
              sockets.upstream(),
              new Protection(GuardKind.LOGIN, List.of(ANNA), KEYS, Limits.PAGES)));
      var cookie = "Cookie: " + cookie(signIn("anna", PASSWORD, "/"));
      var own = "Origin: https://" + Gatehouse.HOST;
      assertThat(webSocket(own)).isEqualTo(401);
      assertThat(webSocket(cookie)).isEqualTo(403);
      assertThat(webSocket(cookie, "Origin: https://evil.example")).isEqualTo(403);
      assertThat(webSocket(cookie, "Origin: https://evil.example", "Sec-Fetch-Site: same-origin"))
          .isEqualTo(403);
      assertThat(webSocket(cookie, own)).isEqualTo(101);
      assertThat(webSocket("X-API-Key: " + KEY)).isEqualTo(101);
    }
  }

  @Test
  void endsWebSocketsWhenTheProtectionChanges() throws Exception {
    try (var sockets = WebSocketEcho.start();
        var client = gatehouse.serve(sockets).connect()) {
      client.send(WebSocketEcho.handshake(Gatehouse.HOST));
      assertThat(client.readHead().status()).isEqualTo(101);
      gatehouse.serve(sockets);
      client.send("x");
      assertThat(client.read(1)).as("published again unchanged").isEqualTo(new byte[] {'x'});
      gatehouse.serve(
          Gatehouse.site(
              sockets.upstream(),
              new Protection(GuardKind.API_KEY, List.of(), KEYS, Limits.PAGES)));
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void keepsOurPathsFromTheApp() throws Exception {
    protect(GuardKind.OPEN, Limits.PAGES);
    assertThat(ask("GET /.gatehouse/login").status()).isEqualTo(404);
    assertThat(ask("GET /.gatehouse/anything").status()).isEqualTo(404);
    assertThat(seenByTheApp).isEmpty();
  }

  @Test
  void saysThatASiteIsPausedBeforeItAsksForAnything() throws Exception {
    var site =
        Gatehouse.site(
            app.upstream(), new Protection(GuardKind.LOGIN, List.of(ANNA), KEYS, Limits.PAGES));
    gatehouse.serve(site.withPaused(true));
    assertThat(ask("GET /", "Accept: text/html").status()).isEqualTo(503);
  }

  private int webSocket(String... headers) throws Exception {
    try (var client = gatehouse.connect()) {
      client.send(WebSocketEcho.handshake(Gatehouse.HOST, headers));
      return client.readHead().status();
    }
  }

  private RawConnection.Head signIn(String user, String password, String to, String... headers)
      throws Exception {
    var form = "user=" + encoded(user) + "&password=" + encoded(password) + "&to=" + encoded(to);
    try (var client = gatehouse.connect()) {
      var lines =
          new ArrayList<>(
              List.of(
                  "POST /.gatehouse/login HTTP/1.1",
                  "Host: " + Gatehouse.HOST,
                  "Content-Type: application/x-www-form-urlencoded",
                  "Content-Length: " + form.length()));
      lines.addAll(List.of(headers));
      client.head(lines.toArray(String[]::new)).send(form);
      var head = client.readHead();
      client.readBody(head);
      return head;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String cookie(RawConnection.Head head) {
    var setCookie = head.header("Set-Cookie").orElseThrow();
    return setCookie.substring(0, setCookie.indexOf(';'));
  }
}
