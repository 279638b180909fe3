package app.gatehouse.reach.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One connection to the temporary door: one request line is read, one answer is written. Headers
 * are read and not looked at; a body is never asked for.
 */
final class ProbeCaller {
  private static final int READ_MILLIS = 3000;
  private static final int LONGEST_HEAD = 8192;

  /** First byte of a TLS record with a handshake (RFC 8446, section 5.1). */
  private static final int TLS_HANDSHAKE = 22;

  private final Socket caller;
  private final Supplier<SSLContext> tls;
  private final ProbeTokens tokens;

  ProbeCaller(Socket caller, Supplier<SSLContext> tls, ProbeTokens tokens) {
    this.caller = caller;
    this.tls = tls;
    this.tokens = tokens;
  }

  void serve() throws IOException {
    caller.setSoTimeout(READ_MILLIS);
    var first = caller.getInputStream().read();
    if (first < 0) {
      return;
    }
    var consumed = new ByteArrayInputStream(new byte[] {(byte) first});
    if (first == TLS_HANDSHAKE) {
      var factory = tls.get().getSocketFactory();
      try (var secure = (SSLSocket) factory.createSocket(caller, consumed, true)) {
        answer(secure, secure.getInputStream());
      }
    } else {
      answer(caller, new SequenceInputStream(consumed, caller.getInputStream()));
    }
  }

  private void answer(Socket socket, InputStream in) throws IOException {
    var path = path(new BufferedInputStream(in, 1024));
    InetAddress from = caller.getInetAddress();
    var content = tokens.answer(path, from).orElse("");
    var body = content.getBytes(StandardCharsets.UTF_8);
    var status = body.length == 0 ? "404 Not Found" : "200 OK";
    var head =
        "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length);
    var out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  /** The path of the request line; empty when it is not a plain GET. Reads the head to its end. */
  private String path(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.indexOf("\n\n") < 0) {
      var next = in.read();
      if (next < 0 || head.length() >= LONGEST_HEAD) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    var line = head.toString().lines().findFirst().orElse("").split(" ", -1);
    return line.length == 3 && line[0].equals("GET") ? line[1] : "";
  }
}
