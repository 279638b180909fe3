package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What could be read in two ways is refused and the connection closed; the app sees nothing. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmbiguousRequestIT {
  private static final String HOST = "Host: " + Gatehouse.HOST + "\r\n";

  private final AtomicInteger reachedTheApp = new AtomicInteger();
  private TestApp app = TestApp.saying("never");
  private Gatehouse gatehouse;

  @BeforeAll
  void start() throws Exception {
    app =
        TestApp.answering(
            connection -> {
              connection.readHead();
              reachedTheApp.incrementAndGet();
              connection.head("HTTP/1.1 200 OK", "Content-Length: 0");
            });
    gatehouse = Gatehouse.open().serve(app);
  }

  @AfterAll
  void stop() {
    gatehouse.close();
    app.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        refused("length and chunks", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")),
        refused("chunks and length", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n")),
        refused("two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n")),
        refused("the same length twice", post("Content-Length: 3\r\nContent-Length: 3\r\n")),
        refused("a list of lengths", post("Content-Length: 3, 3\r\n")),
        refused("a signed length", post("Content-Length: +3\r\n")),
        refused("a negative length", post("Content-Length: -3\r\n")),
        refused("a length in hex", post("Content-Length: 0x3\r\n")),
        refused("an endless length", post("Content-Length: 99999999999999999999\r\n")),
        refused("an empty length", post("Content-Length: \r\n")),
        refused(
            "a body that no header announces (hixie-76)",
            get("Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n") + "GET /a?x"),
        refused("an unknown coding", post("Transfer-Encoding: gzip, chunked\r\n")),
        refused("a coding twice", post("Transfer-Encoding: chunked\r\n".repeat(2))),
        refused("a coding that only looks known", post("Transfer-Encoding: xchunked\r\n")),
        refused("an identity coding", post("Transfer-Encoding: identity\r\n")),
        refused("chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + HOST + chunked() + "\r\n"),
        refused("a folded line", get("X-A: 1\r\n 2\r\n")),
        refused("a folded line with a tab", get("X-A: 1\r\n\t2\r\n")),
        refused("a folded first header", "GET / HTTP/1.1\r\n " + HOST + "\r\n"),
        refused("space before the colon", get("X-A : 1\r\n")),
        refused("space before the colon of a length", post("Content-Length : 3\r\n")),
        refused("a bare LF in the headers", get("X-A: 1\nX-B: 2\r\n")),
        refused("a bare LF after the first line", "GET / HTTP/1.1\n" + HOST + "\r\n"),
        refused("only bare LFs", "GET / HTTP/1.1\nHost: " + Gatehouse.HOST + "\n\n"),
        refused("a bare CR", get("X-A: 1\r2\r\n")),
        refused("a NUL in a header", get("X-A: 1\u00002\r\n")),
        refused("a control character in a header", get("X-A: 1\u00072\r\n")),
        refused("a DEL in a header", get("X-A: 1\u007f2\r\n")),
        refused("a control character in a name", get("X\u0001A: 1\r\n")),
        refused("an empty name", get(": 1\r\n")),
        refused("a line without colon", get("nothing\r\n")),
        refused("a NUL in the path", "GET /\u0000 HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("a control character in the path", "GET /\u0008 HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("a tab in the first line", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("two spaces in the first line", "GET  / HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("a space in the path", "GET /a b HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("a fragment", "GET /#x HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("no version", "GET /\r\n" + HOST + "\r\n"),
        refused("a relative path", "GET x HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("no host", "GET / HTTP/1.1\r\n\r\n"),
        refused("no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"),
        refused("two hosts", "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
        refused("two different hosts", "GET / HTTP/1.1\r\n" + HOST + "Host: other\r\n\r\n"),
        refused("an empty host", "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
        refused("a host with a user", "GET / HTTP/1.1\r\nHost: x@" + Gatehouse.HOST + "\r\n\r\n"),
        refused("a host with a path", "GET / HTTP/1.1\r\nHost: " + Gatehouse.HOST + "/x\r\n\r\n"),
        refused("another host in the target", "GET https://other/ HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("a star without OPTIONS", "GET * HTTP/1.1\r\n" + HOST + "\r\n"),
        refused("Connection naming the host", get("Connection: close, Host\r\n")),
        refused("Connection naming the length", get("Connection: Content-Length\r\n")),
        Arguments.of(
            "a tunnel", "CONNECT " + Gatehouse.HOST + ":443 HTTP/1.1\r\n" + HOST + "\r\n", 405),
        Arguments.of("a trace", "TRACE / HTTP/1.1\r\n" + HOST + "\r\n", 405),
        Arguments.of("an unknown expectation", get("Expect: magic\r\n"), 417),
        Arguments.of("another version", "GET / HTTP/1.7\r\n" + HOST + "\r\n", 505),
        Arguments.of("a huge header", get("X-A: " + "a".repeat(40_000) + "\r\n"), 431),
        Arguments.of("a huge target", "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\n", 431),
        Arguments.of("too many headers", get("X-A: 1\r\n".repeat(200)), 431),
        Arguments.of("another site", "GET / HTTP/1.1\r\nHost: other.example.com\r\n\r\n", 421));
  }

  private static Arguments refused(String what, String request) {
    return Arguments.of(what, request, 400);
  }

  private static String get(String headers) {
    return "GET / HTTP/1.1\r\n" + HOST + headers + "\r\n";
  }

  private static String post(String headers) {
    return "POST / HTTP/1.1\r\n" + HOST + headers + "\r\n";
  }

  private static String chunked() {
    return "Transfer-Encoding: chunked\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void refusesAndCloses(String what, String request, int status) throws Exception {
    var before = reachedTheApp.get();
    try (var client = gatehouse.connect()) {
      client.send(request);
      var head = client.readHead();
      assertThat(head.status()).as(what).isEqualTo(status);
      client.readBody(head);
      if (status != 421) {
        assertThat(head.header("Connection")).contains("close");
        assertThat(client.isClosedByPeer()).isTrue();
      }
    }
    assertThat(reachedTheApp.get()).isEqualTo(before);
  }

  @Test
  void refusesABadChunkInTheMiddleOfABody() throws Exception {
    try (var client = gatehouse.connect()) {
      client.send("POST / HTTP/1.1\r\n" + HOST + chunked() + "\r\n3\r\nabc\r\nzz\r\n");
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void understandsTheAbsoluteFormOfItsOwnHost() throws Exception {
    try (var client = gatehouse.connect()) {
      client.send("GET https://" + Gatehouse.HOST + "/x HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }

  @Test
  void takesARequestInSmallPieces() throws Exception {
    try (var client = gatehouse.connect()) {
      for (var c : ("\r\n" + get("X-A: 1\r\n")).toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }
}
