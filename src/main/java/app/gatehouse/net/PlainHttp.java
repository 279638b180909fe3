package app.gatehouse.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 GET (RFC 9112) over a connection that is there already. Only as much of the protocol
 * as looking at one page takes; everything read is bounded.
 */
final class PlainHttp {
  private static final int MAX_LINE = 8 << 10;
  private static final int MAX_HEADERS = 200;

  private final InputStream in;
  private final int maxBody;

  private PlainHttp(InputStream in, int maxBody) {
    this.in = in;
    this.maxBody = maxBody;
  }

  static HttpAnswer get(Socket socket, String hostHeader, String path, int maxBody)
      throws IOException {
    var request =
        ("GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Gatehouse\r\n"
                + "Accept: */*\r\nConnection: close\r\n\r\n")
            .formatted(path, hostHeader);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return new PlainHttp(new BufferedInputStream(socket.getInputStream()), maxBody).answer();
  }

  private HttpAnswer answer() throws IOException {
    int status;
    Map<String, List<String>> headers;
    do {
      status = status(line());
      headers = headers();
      // Interim answers (RFC 9110 section 15.2) come before the real one.
    } while (status / 100 == 1 && status != 101);
    var body = new ByteArrayOutputStream();
    var truncated = status != 101 && status != 204 && status != 304 && body(headers, body);
    return new HttpAnswer(status, headers, body.toByteArray(), truncated);
  }

  private static int status(String line) throws ProtocolException {
    if (!line.matches("HTTP/1\\.[01] [1-9]\\d\\d( .*)?")) {
      throw new ProtocolException("not an HTTP/1.1 answer");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, List<String>> headers() throws IOException {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var i = 0; i < MAX_HEADERS; i++) {
      var line = line();
      if (line.isEmpty()) {
        return headers;
      }
      var colon = line.indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("a header without a name");
      }
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    throw new ProtocolException("more than " + MAX_HEADERS + " headers");
  }

  /** Reads the body; whether there was more than may be taken. */
  private boolean body(Map<String, List<String>> headers, ByteArrayOutputStream body)
      throws IOException {
    var encoding = headers.getOrDefault("Transfer-Encoding", List.of());
    if (!encoding.isEmpty()) {
      if (!encoding.equals(List.of("chunked"))) {
        throw new ProtocolException("transfer encoding " + encoding);
      }
      return chunks(body);
    }
    var lengths = headers.getOrDefault("Content-Length", List.of());
    if (lengths.isEmpty()) {
      return copy(Long.MAX_VALUE, body, false);
    }
    return copy(number(lengths.getFirst(), 10), body, true);
  }

  private boolean chunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      var size = number(line().split(";", 2)[0].strip(), 16);
      if (size == 0) {
        return false;
      }
      if (copy(size, body, true)) {
        return true;
      }
      if (!line().isEmpty()) {
        throw new ProtocolException("a chunk without an end");
      }
    }
  }

  private boolean copy(long length, ByteArrayOutputStream body, boolean exact) throws IOException {
    var room = maxBody - body.size();
    var wanted = (int) Math.min(length, room);
    var bytes = in.readNBytes(wanted);
    body.writeBytes(bytes);
    if (bytes.length < wanted) {
      if (exact) {
        throw new EOFException("the body ended early");
      }
      return false;
    }
    return exact ? length > room : in.read() >= 0;
  }

  private static long number(String digits, int radix) throws ProtocolException {
    try {
      var number = Long.parseLong(digits, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ProtocolException("not a length: " + digits);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException("the answer ended early");
      }
      if (next == '\n') {
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() >= MAX_LINE) {
        throw new ProtocolException("a line of more than " + MAX_LINE + " bytes");
      }
      line.write(next);
    }
  }
}
