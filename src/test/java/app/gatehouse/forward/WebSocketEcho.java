package app.gatehouse.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** An app that accepts a WebSocket and sends back what it gets, byte by byte. */
final class WebSocketEcho {
  private WebSocketEcho() {}

  static TestApp start() {
    return TestApp.with(
        connection -> {
          accept(connection);
          connection.in().transferTo(connection.out());
        });
  }

  /** The handshake's server side (RFC 6455 section 4.2.2). */
  static void accept(RawConnection connection) throws IOException {
    var head = connection.readHead();
    var key = head.header("Sec-WebSocket-Key").orElseThrow();
    connection.head(
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Accept: " + answer(key));
  }

  /** The handshake's client side, with further header lines. */
  static String handshake(String host, String... more) {
    return "GET /socket HTTP/1.1\r\nHost: "
        + host
        + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + String.join("", java.util.Arrays.stream(more).map(line -> line + "\r\n").toList())
        + "\r\n";
  }

  private static String answer(String key) {
    try {
      var text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
