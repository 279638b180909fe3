package app.gatehouse.launch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * An app that counts for as long as somebody listens: {@code /events} is an event stream of the
 * numbers from 0 on, {@code /socket} a WebSocket that says each text again. Everything else is a
 * short page.
 */
final class CountingApp implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final String PAGE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello";
  private static final long PAUSE_NANOS = 10_000_000;

  private final ServerSocket listener;

  CountingApp() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      var out = socket.getOutputStream();
      for (var head = head(in); !head.isEmpty(); head = head(in)) {
        if (head.startsWith("GET /events ")) {
          count(out);
        } else if (head.startsWith("GET /socket ")) {
          echo(in, out, head);
        } else {
          send(out, PAGE);
        }
      }
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  private static void count(OutputStream out) throws IOException {
    send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    for (var i = 0; ; i++) {
      send(out, "data: " + i + "\n\n");
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static void echo(InputStream in, OutputStream out, String head) throws IOException {
    var key = KEY.matcher(head).results().findFirst().orElseThrow().group(1);
    send(
        out,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accepting(key)
            + "\r\n\r\n");
    while (true) {
      out.write(Frame.plain(Frame.read(in)));
      out.flush();
    }
  }

  /** RFC 6455 section 4.2.2. */
  private static String accepting(String key) {
    try {
      var text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Request or response line and headers; empty at the end of the connection. */
  static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n' && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.US_ASCII);
      }
    }
    return "";
  }

  /** Short WebSocket text frames (RFC 6455 section 5.2). */
  static final class Frame {
    private static final byte TEXT = (byte) 0x81;

    private Frame() {}

    /** As servers send it. */
    static byte[] plain(String text) {
      var frame = new ByteArrayOutputStream();
      frame.write(TEXT);
      frame.write(text.length());
      frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      return frame.toByteArray();
    }

    /** As clients send it; a mask of zeros changes nothing. */
    static byte[] masked(String text) {
      var frame = new ByteArrayOutputStream();
      frame.write(TEXT);
      frame.write(0x80 | text.length());
      frame.writeBytes(new byte[4]);
      frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      return frame.toByteArray();
    }

    static String read(InputStream in) throws IOException {
      if ((byte) in.read() != TEXT) {
        throw new EOFException("no text frame");
      }
      var length = in.read();
      in.skipNBytes((length & 0x80) == 0 ? 0 : 4);
      var text = in.readNBytes(length & 0x7f);
      if (text.length < (length & 0x7f)) {
        throw new EOFException("half a frame");
      }
      return new String(text, StandardCharsets.US_ASCII);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
