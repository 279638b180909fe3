package app.gatehouse.forward;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HTTP/1.1 by hand over one socket, from either side, so that tests see and send every byte. */
final class RawConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    this.out = socket.getOutputStream();
  }

  /** First line and headers, as they came. */
  record Head(String line, List<String> headers) {
    int status() {
      return Integer.parseInt(line.split(" ", -1)[1]);
    }

    String target() {
      return line.split(" ", -1)[1];
    }

    List<String> all(String name) {
      return headers.stream()
          .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(header -> header.substring(name.length() + 1).strip())
          .toList();
    }

    Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }
  }

  RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Sends lines of a head, each with CR LF, and the empty line. */
  RawConnection head(String... lines) throws IOException {
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  Head readHead() throws IOException {
    var first = readLine();
    var headers = new ArrayList<String>();
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      headers.add(line);
    }
    return new Head(first, headers);
  }

  /** The body that a head announces. */
  byte[] readBody(Head head) throws IOException {
    if (head.header("transfer-encoding").isPresent()) {
      var body = new ByteArrayOutputStream();
      for (var chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
        body.write(chunk);
      }
      return body.toByteArray();
    }
    var length = head.header("content-length");
    return length.isPresent() ? read(Integer.parseInt(length.get())) : in.readAllBytes();
  }

  String readText(Head head) throws IOException {
    return new String(readBody(head), StandardCharsets.UTF_8);
  }

  /** One chunk of a chunked body; empty at its end. */
  byte[] readChunk() throws IOException {
    var size = Integer.parseInt(readLine(), 16);
    var chunk = read(size);
    if (!readLine().isEmpty()) {
      throw new IOException("a chunk does not end where it should");
    }
    return chunk;
  }

  byte[] read(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("only " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed in the middle of a line: " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
  }

  /** Whether the other side has closed, in whatever way; waits for it. */
  boolean isClosedByPeer() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
