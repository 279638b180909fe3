package app.gatehouse.forward;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Requests as an app behind the forwarder reads them: written apart from the forwarder and without
 * its libraries, in the different ways that real servers have of forgiving mistakes. What passes
 * the forwarder must be the same in every one of them.
 *
 * @param requests those that came whole
 * @param isInTheMiddle whether the last one did not come whole
 */
record AppReading(List<Request> requests, boolean isInTheMiddle) {

  /** One request; its headers as they stand, in lower case and with dashes. */
  record Request(String method, String target, List<Header> headers, String body) {
    List<String> all(String name) {
      return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).toList();
    }

    @Override
    public String toString() {
      return method + " " + target + " " + headers + " body=" + body;
    }
  }

  record Header(String name, String value) {}

  /** The habits that servers have. */
  enum Habit {
    /** RFC 9112 to the letter. */
    STRICT,
    /** A bare LF ends a line; a header that begins with space goes on. */
    BARE_LF,
    /** A bare CR ends a line as well, so does every line break of Unicode. */
    ANY_LINE_BREAK,
    /** Names are stripped, underscores are dashes: CGI and WSGI. */
    CGI,
    /** A length counts for more than chunks. */
    LENGTH_FIRST,
    /** The last of several headers counts. */
    LAST_ONE
  }

  static AppReading of(byte[] bytes, Habit habit) {
    return new Reader(new String(bytes, StandardCharsets.ISO_8859_1), habit).read();
  }

  private static final class Reader {
    private final String text;
    private final Habit habit;
    private int at;

    Reader(String text, Habit habit) {
      this.text = text;
      this.habit = habit;
    }

    AppReading read() {
      var requests = new ArrayList<Request>();
      try {
        while (at < text.length()) {
          requests.add(request());
        }
        return new AppReading(requests, false);
      } catch (StringIndexOutOfBoundsException e) {
        return new AppReading(requests, true);
      }
    }

    private Request request() {
      var first = line().split(" ", -1);
      if (first.length != 3 || !first[2].equals("HTTP/1.1")) {
        throw new AssertionError("a line that is no request: " + String.join(" ", first));
      }
      var headers = headers();
      return new Request(first[0], first[1], headers, body(headers));
    }

    private List<Header> headers() {
      var headers = new ArrayList<Header>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        var colon = line.indexOf(':');
        if (colon <= 0) {
          throw new AssertionError("a header that is none: " + line);
        }
        headers.add(new Header(name(line.substring(0, colon)), value(line.substring(colon + 1))));
      }
      return headers;
    }

    private String name(String raw) {
      var lower = raw.toLowerCase(Locale.ROOT);
      return habit == Habit.CGI ? lower.strip().replace('_', '-') : lower;
    }

    private String value(String raw) {
      return Stream.of(Habit.STRICT, Habit.LENGTH_FIRST).anyMatch(habit::equals)
          ? raw.replaceAll("^[ \t]+|[ \t]+$", "")
          // As Python strips: also U+0085 and U+00A0.
          : raw.replaceAll("^[\\s\\x{85}\\x{A0}\\x1C-\\x1F]+|[\\s\\x{85}\\x{A0}\\x1C-\\x1F]+$", "");
    }

    private String body(List<Header> headers) {
      var lengths = values(headers, "content-length");
      var codings = values(headers, "transfer-encoding");
      var isChunked =
          codings.stream().anyMatch(c -> c.toLowerCase(Locale.ROOT).contains("chunked"));
      if (habit == Habit.STRICT && lengths.size() + codings.size() > 1) {
        throw new AssertionError("framed twice: " + headers);
      }
      if (isChunked && (habit != Habit.LENGTH_FIRST || lengths.isEmpty())) {
        return chunks();
      }
      if (lengths.isEmpty()) {
        return "";
      }
      var length = Long.parseLong(habit == Habit.LAST_ONE ? lengths.getLast() : lengths.getFirst());
      return take(length);
    }

    private static List<String> values(List<Header> headers, String name) {
      return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).toList();
    }

    private String chunks() {
      var body = new ByteArrayOutputStream();
      while (true) {
        var size = line();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
          throw new AssertionError("a chunk of size " + size);
        }
        var length = Long.parseLong(size, 16);
        body.writeBytes(take(length).getBytes(StandardCharsets.ISO_8859_1));
        if (!line().isEmpty()) {
          throw new AssertionError(length == 0 ? "a trailer" : "a chunk without an end");
        }
        if (length == 0) {
          return body.toString(StandardCharsets.ISO_8859_1);
        }
      }
    }

    private String take(long length) {
      if (length > text.length() - at) {
        throw new StringIndexOutOfBoundsException("not yet there");
      }
      at += (int) length;
      return text.substring(at - (int) length, at);
    }

    /** The next line; goes on behind its end. */
    private String line() {
      var end = at;
      while (!isLineEnd(end)) {
        end++;
      }
      var line = text.substring(at, end);
      at = end + (text.startsWith("\r\n", end) ? 2 : 1);
      return line;
    }

    private boolean isLineEnd(int where) {
      var c = text.charAt(where);
      return switch (habit) {
        case STRICT, CGI, LENGTH_FIRST, LAST_ONE -> text.startsWith("\r\n", where);
        case BARE_LF -> c == '\n' || text.startsWith("\r\n", where);
        case ANY_LINE_BREAK ->
            c == '\n' || c == '\r' || c == '\u000b' || c == '\f' || c >= '\u001c' && c <= '\u001e';
      };
    }
  }
}
