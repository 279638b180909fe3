package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole exchanges through real sockets, with apps and clients that behave. */
@Timeout(60)
class ForwarderIT {

  @Test
  void passesARequestAndItsAnswer() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET /page?q=1 HTTP/1.1", "Host: " + Gatehouse.HOST);
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(client.readText(head)).isEqualTo("hello");
    }
  }

  @Test
  void keepsBothConnectionsForTheNextRequest() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      for (var i = 0; i < 5; i++) {
        client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
        assertThat(client.readText(client.readHead())).isEqualTo("hello");
      }
      assertThat(app.connections()).isEqualTo(1);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (var app =
            TestApp.answering(
                connection -> {
                  var target = connection.readHead().target();
                  connection
                      .head("HTTP/1.1 200 OK", "Content-Length: " + target.length())
                      .send(target);
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      var requests = new StringBuilder();
      for (var i = 0; i < 500; i++) {
        requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: " + Gatehouse.HOST);
        requests.append("\r\n\r\n");
      }
      client.send(requests.toString());
      for (var i = 0; i < 500; i++) {
        assertThat(client.readText(client.readHead())).isEqualTo("/" + i);
      }
    }
  }

  @Test
  void passesBodiesOfEveryFraming() throws Exception {
    try (var app =
            TestApp.answering(
                connection -> {
                  var body = connection.readBody(connection.readHead());
                  connection.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                  connection.send(Integer.toHexString(body.length) + "\r\n").send(body);
                  connection.send("\r\n0\r\nX-Trailer: dropped\r\n\r\n");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("POST / HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: 5").send("12345");
      assertThat(client.readText(client.readHead())).isEqualTo("12345");
      client.head("POST / HTTP/1.1", "Host: " + Gatehouse.HOST, "Transfer-Encoding: chunked");
      client.send("3\r\nabc\r\n2\r\nde\r\n0\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n");
      assertThat(client.readText(client.readHead())).isEqualTo("abcde");
    }
  }

  @Test
  void answersHeadAndBodilessStatusesWithoutBody() throws Exception {
    try (var app =
            TestApp.answering(
                connection -> {
                  var head = connection.readHead();
                  switch (head.target()) {
                    case "/204" -> connection.head("HTTP/1.1 204 No Content");
                    case "/304" -> connection.head("HTTP/1.1 304 Not Modified", "ETag: \"x\"");
                    default -> connection.head("HTTP/1.1 200 OK", "Content-Length: 1000");
                  }
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("HEAD / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().header("Content-Length")).contains("1000");
      client.head("GET /204 HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().status()).isEqualTo(204);
      client.head("GET /304 HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().header("ETag")).contains("\"x\"");
      client.head("HEAD / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(app.connections()).isEqualTo(1);
    }
  }

  @Test
  void passesAnAnswerThatEndsWithItsConnection() throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.0 200 OK").send("until the end");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      for (var i = 0; i < 2; i++) {
        client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
        var head = client.readHead();
        assertThat(head.header("Transfer-Encoding")).contains("chunked");
        assertThat(client.readText(head)).isEqualTo("until the end");
      }
    }
  }

  @Test
  void speaksHttp10ToWhoDoes() throws Exception {
    try (var app =
            TestApp.with(
                connection -> {
                  assertThat(connection.readHead().line()).endsWith("HTTP/1.1");
                  connection.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                  connection.send("5\r\nhello\r\n0\r\n\r\n");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.0", "Host: " + Gatehouse.HOST);
      var head = client.readHead();
      assertThat(head.header("Transfer-Encoding")).isEmpty();
      assertThat(head.header("Connection")).contains("close");
      assertThat(client.readText(head)).isEqualTo("hello");
    }
  }

  @Test
  void letsAClientThatWaitsForContinueGoOn() throws Exception {
    try (var app = TestApp.saying("thanks");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head(
          "POST / HTTP/1.1",
          "Host: " + Gatehouse.HOST,
          "Content-Length: 4",
          "Expect: 100-continue");
      assertThat(client.readHead().status()).isEqualTo(100);
      client.send("body");
      assertThat(client.readText(client.readHead())).isEqualTo("thanks");
    }
  }

  @Test
  void passesHintsBeforeTheAnswer() throws Exception {
    try (var app =
            TestApp.answering(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 103 Early Hints", "Link: </a.css>; rel=preload");
                  connection.head("HTTP/1.1 200 OK", "Content-Length: 2").send("ok");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().header("Link")).contains("</a.css>; rel=preload");
      assertThat(client.readText(client.readHead())).isEqualTo("ok");
    }
  }

  @Test
  void passesEachEventOfAStreamAtOnce() throws Exception {
    var next = new java.util.concurrent.Semaphore(0);
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream");
                  for (var i = 0; i < 3; i++) {
                    next.acquire();
                    connection.send("data: " + i + "\n\n");
                  }
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET /events HTTP/1.1", "Host: " + Gatehouse.HOST);
      client.readHead();
      for (var i = 0; i < 3; i++) {
        // The app sends the next one only after the client has this one.
        next.release();
        assertThat(new String(client.readChunk(), StandardCharsets.UTF_8))
            .isEqualTo("data: " + i + "\n\n");
      }
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void carriesAWebSocketBothWays() throws Exception {
    try (var app = WebSocketEcho.start();
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      // The first bytes come along with the handshake: nothing may be lost at the switch.
      client.send(WebSocketEcho.handshake(Gatehouse.HOST) + "early");
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.header("Upgrade")).contains("websocket");
      assertThat(head.header("Connection")).contains("upgrade");
      assertThat(new String(client.read(5), StandardCharsets.UTF_8)).isEqualTo("early");
      var much = Base64.getEncoder().encode(new byte[3_000_000]);
      var sender =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.send(much);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertThat(client.read(much.length)).isEqualTo(much);
      sender.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void endsAWebSocketWhenEitherSideDoes() throws Exception {
    var appSawTheEnd = new CountDownLatch(1);
    try (var app =
            TestApp.with(
                connection -> {
                  WebSocketEcho.accept(connection);
                  assertThat(connection.isClosedByPeer()).isTrue();
                  appSawTheEnd.countDown();
                });
        var gatehouse = Gatehouse.open().serve(app)) {
      var client = gatehouse.connect();
      client.send(WebSocketEcho.handshake(Gatehouse.HOST));
      client.readHead();
      client.close();
      assertThat(appSawTheEnd.await(20, TimeUnit.SECONDS)).isTrue();
    }
    try (var app = TestApp.with(WebSocketEcho::accept);
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.send(WebSocketEcho.handshake(Gatehouse.HOST));
      client.readHead();
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void passesARefusedWebSocket() throws Exception {
    try (var app =
            TestApp.answering(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 403 Forbidden", "Content-Length: 2").send("no");
                });
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.send(WebSocketEcho.handshake(Gatehouse.HOST));
      assertThat(client.readText(client.readHead())).isEqualTo("no");
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readHead().status()).isEqualTo(403);
    }
  }

  @Test
  void closesUnusedConnectionsWhenItCloses() throws Exception {
    try (var app = TestApp.saying("hello")) {
      var gatehouse = Gatehouse.open().serve(app);
      var client = gatehouse.connect();
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      client.readText(client.readHead());
      gatehouse.close();
      assertThat(client.isClosedByPeer()).isTrue();
      assertThat(gatehouse.forwarder.isOpen()).isFalse();
    }
  }

  @Test
  void letsARunningRequestEndWhenItCloses() throws Exception {
    var arrived = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    try (var app =
        TestApp.with(
            connection -> {
              connection.readHead();
              arrived.countDown();
              answer.await();
              connection.head("HTTP/1.1 200 OK", "Content-Length: 4").send("done");
            })) {
      var gatehouse = Gatehouse.open().serve(app);
      var client = gatehouse.connect();
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
      var closing = CompletableFuture.runAsync(gatehouse::close);
      Eventually.isTrue("the ports are closed", () -> !gatehouse.forwarder.isOpen());
      answer.countDown();
      var head = client.readHead();
      assertThat(client.readText(head)).isEqualTo("done");
      closing.get(20, TimeUnit.SECONDS);
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }
}
