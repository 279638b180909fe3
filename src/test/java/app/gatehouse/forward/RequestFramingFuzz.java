package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.AppReading.Habit;
import app.gatehouse.forward.AppReading.Request;
import app.gatehouse.forward.RequestRelay.Accepted;
import app.gatehouse.forward.RequestRelay.Outcome;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.model.site.Upstream;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client sends: an app reads exactly the requests that the forwarder has read, however
 * the bytes arrive and whichever habits the app has, and no header reaches it that is not for it.
 */
class RequestFramingFuzz {
  private static final Upstream APP = new Upstream("127.0.0.1", 7860);
  private static final Pass NOTHING_OURS = new Pass(false, false);

  /** What only the forwarder may say to an app. */
  private static final Set<String> OURS =
      Set.of(
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-real-ip");

  private static final Set<String> NEVER =
      Set.of(
          "forwarded",
          "proxy",
          "te",
          "trailer",
          "keep-alive",
          "expect",
          "proxy-authorization",
          "x-original-url",
          "x-rewrite-url",
          "client-ip",
          "remote-user");

  private final RequestRelay relay =
      new RequestRelay(HostHeaderRule.PUBLIC, Gatehouse.site(APP, Gatehouse.OPEN), NOTHING_OURS);

  static Stream<byte[]> seeds() {
    var host = "Host: a.example\r\n";
    var refused =
        AmbiguousRequestIT.requests()
            .map(Arguments::get)
            .map(each -> (String) each[1])
            .filter(each -> each.length() < 2000);
    var good =
        Stream.of(
            "GET / HTTP/1.1\r\n" + host + "\r\n",
            "GET /a?b=c HTTP/1.0\r\n" + host + "\r\n",
            "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello",
            "POST / HTTP/1.1\r\n"
                + host
                + "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nX-T: 1\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "\r\nGET /2 HTTP/1.1\r\n" + host + "\r\n",
            "POST / HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\nhiGET /2 HTTP/1.1\r\n" + host,
            "\r\n\r\nHEAD http://a.example?x HTTP/1.1\r\n" + host + "\r\n",
            "OPTIONS * HTTP/1.1\r\n" + host + "X_Forwarded_For: 1\r\n\r\n",
            "GET /\u00e5\u009b\u00be HTTP/1.1\r\n" + host + "X-A: \u0085b\u00a0\r\n\r\n",
            "GET /s HTTP/1.1\r\n"
                + host
                + "Connection: Upgrade, X-Hop\r\nUpgrade: websocket\r\nX-Hop: 1\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            "PUT / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx");
    return Stream.concat(good, refused).map(each -> each.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) {
    appsReadWhatWeHaveRead(bytes);
  }

  @DictionaryEntries({
    "GET / HTTP/1.1\\x0D\\x0AHost: a\\x0D\\x0A",
    "POST / HTTP/1.1\\x0D\\x0AHost: a\\x0D\\x0A",
    "\\x0D\\x0A\\x0D\\x0A",
    "Content-Length: ",
    "Content_Length: 3\\x0D\\x0A",
    "Transfer-Encoding: chunked\\x0D\\x0A",
    "Connection: ",
    "Upgrade: websocket\\x0D\\x0A",
    "Expect: 100-continue\\x0D\\x0A",
    "\\x0D\\x0A0\\x0D\\x0A\\x0D\\x0A",
    "5\\x0D\\x0Ahello\\x0D\\x0A",
    "X-Forwarded-For: 1\\x0D\\x0A",
    "HTTP/1.0",
    "http://a",
    "; ext=1",
    "Trailer: x\\x0D\\x0A"
  })
  @MethodSource("seeds")
  @FuzzTest
  void appsReadWhatWeHaveRead(byte[] bytes) {
    var outcome = relay.relay(bytes, Math.max(1, bytes.length));
    for (var habit : Habit.values()) {
      check(outcome, habit);
    }
    var inPieces = relay.relay(bytes, 1 + bytes.length % 7);
    assertThat(inPieces.accepted()).as("in pieces").isEqualTo(outcome.accepted());
    assertThat(inPieces.refusal()).as("in pieces").isEqualTo(outcome.refusal());
  }

  private static void check(Outcome outcome, Habit habit) {
    var read = AppReading.of(outcome.toApp(), habit);
    assertThat(read.requests()).as("read as %s", habit).hasSameSizeAs(outcome.accepted());
    for (var i = 0; i < read.requests().size(); i++) {
      check(read.requests().get(i), outcome.accepted().get(i));
    }
  }

  private static void check(Request atApp, Accepted ours) {
    assertThat(atApp.method()).isEqualTo(ours.method());
    assertThat(atApp.body()).isEqualTo(ours.body());
    assertThat(atApp.all("host")).containsExactly(ours.authority());
    if (ours.target().chars().allMatch(c -> c < 0x80)) {
      assertThat(atApp.target()).isEqualTo(ours.target());
    }
    assertThat(atApp.target()).matches("[!-~]+");
    assertThat(atApp.all("x-forwarded-port")).singleElement().asString().matches("[0-9]{1,5}");
    assertThat(atApp.all("x-forwarded-for")).containsExactly("203.0.113.9");
    for (var header : atApp.headers()) {
      var name = header.name().replace('_', '-');
      assertThat(NEVER).doesNotContain(name);
      assertThat(header.value()).doesNotContain("\r", "\n", "\0");
      if (name.startsWith("x-forwarded") || name.equals("x-real-ip")) {
        assertThat(OURS).contains(header.name());
      }
    }
    var hops = ours.webSocket() ? List.of("upgrade") : List.<String>of();
    assertThat(atApp.all("connection")).isEqualTo(hops);
  }
}
