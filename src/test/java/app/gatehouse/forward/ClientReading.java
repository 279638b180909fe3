package app.gatehouse.forward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as a strict client reads it (RFC 9112 section 6.3); written apart from the forwarder
 * and without its libraries.
 *
 * @param headers the lines, as they came
 */
record ClientReading(int status, List<String> headers, String body) {

  /** What came before the connection ended is not an answer. */
  private static final class EndedEarly extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static boolean isWhole(byte[] bytes, boolean toHead) {
    try {
      of(bytes, toHead);
      return true;
    } catch (EndedEarly e) {
      return false;
    }
  }

  /** Fails on what no server may send, and on anything behind the answer's end. */
  static ClientReading of(byte[] bytes, boolean toHead) {
    var rest = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
    var answer = read(rest, toHead);
    if (!rest.isEmpty()) {
      throw new AssertionError("after the answer's end: " + rest);
    }
    return answer;
  }

  private static ClientReading read(StringBuilder rest, boolean toHead) {
    while (true) {
      var first = line(rest);
      if (!first.matches("HTTP/1\\.1 [1-9][0-9][0-9] [\t -~\\x80-\\xFF]*")) {
        throw new AssertionError("no status line: " + first);
      }
      var status = Integer.parseInt(first.substring(9, 12));
      var headers = new ArrayList<String>();
      for (var line = line(rest); !line.isEmpty(); line = line(rest)) {
        headers.add(line);
      }
      if (status >= 200) {
        var isEmpty = toHead || status == 204 || status == 304;
        return new ClientReading(status, headers, isEmpty ? "" : body(rest, headers));
      }
      if (status == 101) {
        throw new AssertionError("an upgrade that nobody asked for");
      }
    }
  }

  private static String body(StringBuilder rest, List<String> headers) {
    var lengths = values(headers, "content-length:");
    var codings = values(headers, "transfer-encoding:");
    if (lengths.size() + codings.size() > 1) {
      throw new AssertionError("framed twice: " + headers);
    }
    if (!codings.isEmpty()) {
      return chunks(rest);
    }
    return take(rest, lengths.isEmpty() ? rest.length() : Integer.parseInt(lengths.getFirst()));
  }

  private static String chunks(StringBuilder rest) {
    var body = new StringBuilder();
    while (true) {
      var size = Integer.parseInt(line(rest), 16);
      body.append(take(rest, size));
      if (!line(rest).isEmpty()) {
        throw new AssertionError("a chunk without an end, or a trailer");
      }
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private static List<String> values(List<String> headers, String name) {
    return headers.stream()
        .filter(header -> header.regionMatches(true, 0, name, 0, name.length()))
        .map(header -> header.substring(name.length()).strip())
        .toList();
  }

  private static String line(StringBuilder rest) {
    var end = rest.indexOf("\r\n");
    if (end < 0) {
      throw new EndedEarly();
    }
    var line = rest.substring(0, end);
    rest.delete(0, end + 2);
    return line;
  }

  private static String take(StringBuilder rest, int length) {
    if (length > rest.length()) {
      throw new EndedEarly();
    }
    var taken = rest.substring(0, length);
    rest.delete(0, length);
    return taken;
  }
}
