package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.forward.ForwarderSettings.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps and clients that die, early or late, or are slow. */
@Timeout(60)
class TroubleIT {

  @ParameterizedTest
  @CsvSource({
    "text/html, en-GB, text/html, The app is not running",
    "text/html, 'zh-CN,zh;q=0.9,en;q=0.8', text/html, 应用没有运行",
    "text/html, 'en;q=0.5,zh;q=0.8', text/html, 应用没有运行",
    "application/json, en, application/json, app-not-running",
    "*/*, zh-TW, application/json, 应用没有运行"
  })
  void saysThatTheAppIsNotRunning(String accept, String language, String type, String words)
      throws Exception {
    var app = TestApp.saying("hello");
    app.close();
    try (var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head(
          "GET / HTTP/1.1",
          "Host: " + Gatehouse.HOST,
          "Accept: " + accept,
          "Accept-Language: " + language);
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(502);
      assertThat(head.header("Content-Type").orElseThrow()).startsWith(type);
      assertThat(client.readText(head)).contains(words);
    }
  }

  @Test
  void givesItsPagesAStrictPolicy() throws Exception {
    var app = TestApp.saying("hello");
    app.close();
    try (var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST, "Accept: text/html");
      var policy = client.readHead().header("Content-Security-Policy").orElseThrow();
      assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-");
    }
  }

  @Test
  void keepsTheConnectionAfterABodyForAnAppThatIsNotRunning() throws Exception {
    var app = TestApp.saying("hello");
    app.close();
    try (var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("POST / HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: 5").send("12345");
      client.readText(client.readHead());
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().status()).isEqualTo(502);
    }
  }

  @Test
  void saysThatTheAppGaveNoAnswer() throws Exception {
    try (var app = TestApp.with(RawConnection::readHead);
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(502);
      assertThat(client.readText(head)).contains("app-broke-off");
    }
  }

  @Test
  void saysThatTheAppTookTooLong() throws Exception {
    var clientHasItsAnswer = new CountDownLatch(1);
    var settings = Gatehouse.settings().withTimeouts(withFirstByte(Duration.ofMillis(200)));
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  clientHasItsAnswer.await();
                });
        var gatehouse = Gatehouse.open(settings, HostHeaderRule.PUBLIC).serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(504);
      assertThat(client.readText(head)).contains("app-timeout");
      clientHasItsAnswer.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({"Content-Length: 10", "Transfer-Encoding: chunked"})
  void breaksOffWhenTheAppDoes(String framing) throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 200 OK", framing).send("3\r\nabc\r\n");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      var head = client.readHead();
      assertThatThrownBy(() -> client.readBody(head)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void tellsAnHttp10ClientThatTheEndIsNotTheEnd() throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 200 OK", "Content-Length: 100").send("abc");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.0", "Host: " + Gatehouse.HOST);
      var head = client.readHead();
      assertThat(head.header("Content-Length")).contains("100");
      assertThatThrownBy(() -> client.readBody(head)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesAnswersThatCannotBePassedOn() throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.send("nonsense\r\n\r\n");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().status()).isEqualTo(502);
    }
  }

  @Test
  void passesAnEarlyAnswerToAnUploadAndReadsNoFurther() throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head(
                      "HTTP/1.1 413 Too Large", "Content-Length: 3", "Connection: close");
                  connection.send("big");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("POST / HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: 100000000");
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  for (var i = 0; i < 1000; i++) {
                    client.send(new byte[100_000]);
                  }
                } catch (IOException e) {
                  // As it should be: nobody wants it all.
                }
              });
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(413);
      assertThat(client.readText(head)).isEqualTo("big");
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void closesTheAppsConnectionWhenTheClientIsGone() throws Exception {
    var appSawTheEnd = new CountDownLatch(2);
    var appHasTheRequest = new CountDownLatch(1);
    try (var app =
            TestApp.with(
                connection -> {
                  var early = connection.readHead().target().equals("/early");
                  if (early) {
                    appHasTheRequest.countDown();
                  } else {
                    connection.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                    connection.send("3\r\nabc\r\n");
                  }
                  if (connection.isClosedByPeer()) {
                    appSawTheEnd.countDown();
                  }
                });
        var gatehouse = Gatehouse.open().serve(app)) {
      var late = gatehouse.connect();
      late.head("GET /late HTTP/1.1", "Host: " + Gatehouse.HOST);
      late.readHead();
      late.readChunk();
      late.close();
      var early = gatehouse.connect();
      early.head("GET /early HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(appHasTheRequest.await(20, TimeUnit.SECONDS)).isTrue();
      early.close();
      assertThat(appSawTheEnd.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void asksAgainWhenAKeptConnectionIsDead() throws Exception {
    var requests = new AtomicInteger();
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  requests.incrementAndGet();
                  connection.head("HTTP/1.1 200 OK", "Content-Length: 2").send("ok");
                  // Then dies while the next request is on its way, without an answer.
                  connection.readHead();
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      for (var i = 0; i < 3; i++) {
        client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
        assertThat(client.readText(client.readHead())).isEqualTo("ok");
      }
      assertThat(requests.get()).isEqualTo(3);
    }
  }

  @Test
  void neverSendsTwiceWhatIsNotRepeatable() throws Exception {
    var requests = new AtomicInteger();
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readBody(connection.readHead());
                  requests.incrementAndGet();
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("POST / HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: 2").send("ab");
      assertThat(client.readHead().status()).isEqualTo(502);
      assertThat(requests.get()).isEqualTo(1);
    }
  }

  @Test
  void neverTakesASecondAnswerForThatOfAnotherRequest() throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.send(
                      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n"
                          + "Content-Length: 5\r\n\r\nwrong");
                  connection.readHead();
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      var request = "GET / HTTP/1.1\r\nHost: " + Gatehouse.HOST + "\r\n\r\n";
      client.send(request.repeat(3));
      for (var i = 0; i < 3; i++) {
        assertThat(client.readText(client.readHead())).isEqualTo("ok");
      }
    }
  }

  @Test
  void holdsBackAnAppThatIsFasterThanTheClient() throws Exception {
    var sent = new AtomicInteger();
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 200 OK", "Content-Length: 200000000");
                  var piece = new byte[1_000_000];
                  for (var i = 0; i < 200; i++) {
                    connection.send(piece);
                    sent.incrementAndGet();
                  }
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      client.readHead();
      client.read(1000);
      // What both kernels and our marks hold is far below 100 MB; all of it comes in the end.
      var rest = 200_000_000 - 1000;
      assertThat(sent.get()).isLessThan(100);
      while (rest > 0) {
        rest -= client.read(Math.min(rest, 1_000_000)).length;
      }
    }
  }

  /** A client that asks and does not read would block an app's only thread. */
  @Test
  void letsTheAppGoWhenNobodyReadsItsAnswer() throws Exception {
    var appIsFree = new CountDownLatch(1);
    var settings =
        Gatehouse.settings()
            .withTimeouts(timeouts(Duration.ofMillis(300), Gatehouse.TIMEOUTS.firstByte()));
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  try {
                    connection.head("HTTP/1.1 200 OK", "Content-Length: 200000000");
                    connection.send(new byte[200_000_000]);
                  } catch (IOException e) {
                    appIsFree.countDown();
                  }
                });
        var gatehouse = Gatehouse.open(settings, HostHeaderRule.PUBLIC).serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(appIsFree.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void letsTheAppGoWhenNobodyReadsItsWebSocket() throws Exception {
    var appIsFree = new CountDownLatch(1);
    var settings =
        Gatehouse.settings()
            .withTimeouts(timeouts(Duration.ofMillis(300), Gatehouse.TIMEOUTS.firstByte()));
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  try {
                    connection.head(
                        "HTTP/1.1 101 Switching Protocols",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Accept: HSmrc0sMlYUkAGmm5OPpG2HaGWk=");
                    connection.send(new byte[200_000_000]);
                  } catch (IOException e) {
                    appIsFree.countDown();
                  }
                });
        var gatehouse = Gatehouse.open(settings, HostHeaderRule.PUBLIC).serve(app);
        var client = gatehouse.connect()) {
      client.head(
          "GET / HTTP/1.1",
          "Host: " + Gatehouse.HOST,
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==");
      assertThat(client.readHead().status()).isEqualTo(101);
      assertThat(appIsFree.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A reset would take the answer away from who is still sending. */
  @Test
  void letsTheAnswerToAHeadThatIsTooLongArrive() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: " + Gatehouse.HOST + "\r\nX-Long: ");
      for (var i = 0; i < 40; i++) {
        client.send("a".repeat(10_000));
      }
      assertThat(client.readHead().status()).isEqualTo(431);
    }
  }

  @Test
  void closesWhenTheBodyWasNotAskedFor() throws Exception {
    var app = TestApp.saying("hello");
    app.close();
    try (var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head(
          "POST / HTTP/1.1",
          "Host: " + Gatehouse.HOST,
          "Content-Length: 5",
          "Expect: 100-continue");
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(502);
      assertThat(head.header("Connection")).contains("close");
    }
  }

  @Test
  void closesOnWhoNeverFinishesAHead() throws Exception {
    var settings =
        Gatehouse.settings()
            .withTimeouts(
                new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofDays(1),
                    Duration.ZERO));
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open(settings, HostHeaderRule.PUBLIC).serve(app);
        var client = gatehouse.connect()) {
      client.send("GET / HTTP/1.1\r\nHost:");
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void passesBytesOfTheBodyBeforeItIsComplete() throws Exception {
    var firstHalfArrived = new CountDownLatch(1);
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  assertThat(new String(connection.read(3), StandardCharsets.UTF_8))
                      .isEqualTo("abc");
                  firstHalfArrived.countDown();
                  connection.read(3);
                  connection.head("HTTP/1.1 200 OK", "Content-Length: 0");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("POST / HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: 6").send("abc");
      assertThat(firstHalfArrived.await(20, TimeUnit.SECONDS)).isTrue();
      client.send("def");
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }

  private static Timeouts withFirstByte(Duration limit) {
    return timeouts(Gatehouse.TIMEOUTS.stalledBody(), limit);
  }

  private static Timeouts timeouts(Duration stalledBody, Duration firstByte) {
    var usual = Gatehouse.TIMEOUTS;
    return new Timeouts(
        usual.handshake(),
        usual.requestHead(),
        usual.keepAlive(),
        stalledBody,
        usual.connect(),
        firstByte,
        usual.pooled(),
        usual.drain(),
        usual.session(),
        usual.hsts());
  }

  /** Answers nobody reads must not pile up in memory: the sender is held up instead. */
  @Test
  void takesNoMoreRequestsThanAnswersAreRead() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = SocketChannel.open(new InetSocketAddress("127.0.0.1", gatehouse.httpPort()))) {
      client.configureBlocking(false);
      var request =
          "GET /" + "a".repeat(1000) + " HTTP/1.1\r\nHost: " + Gatehouse.HOST + "\r\n\r\n";
      var many = ByteBuffer.wrap(request.repeat(1000).getBytes(StandardCharsets.US_ASCII));
      var sent = 0L;
      // Far more than all socket buffers between the two hold; not reading, so it must get stuck.
      try (var selector = Selector.open()) {
        client.register(selector, SelectionKey.OP_WRITE);
        while (sent < 64L << 20 && selector.select(1000) > 0) {
          selector.selectedKeys().clear();
          sent += client.write(many.hasRemaining() ? many : many.rewind());
        }
      }
      assertThat(sent).isLessThan(64L << 20);
    }
  }
}
