package app.gatehouse.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;

/** What kind of answer a client would like, of those we have. */
final class Wishes {
  private Wishes() {}

  /** Whether it is a browser that shows pages; everything else gets JSON. */
  static boolean page(HttpHeaders headers) {
    var accept = headers.get(HttpHeaderNames.ACCEPT, "").toLowerCase(Locale.ROOT);
    return accept.contains("text/html") || accept.contains("application/xhtml+xml");
  }

  /** Simplified Chinese or English, whichever Accept-Language prefers (RFC 9110 12.5.4). */
  static Locale language(HttpHeaders headers) {
    var best = Locale.ENGLISH;
    var bestQuality = 0.0;
    for (var range : headers.get(HttpHeaderNames.ACCEPT_LANGUAGE, "").split(",", 32)) {
      var parts = range.strip().toLowerCase(Locale.ROOT).split(";", -1);
      var quality = quality(parts);
      if (quality <= bestQuality) {
        continue;
      }
      if (isLanguage(parts[0], "zh")) {
        best = Locale.SIMPLIFIED_CHINESE;
        bestQuality = quality;
      } else if (isLanguage(parts[0], "en")) {
        best = Locale.ENGLISH;
        bestQuality = quality;
      }
    }
    return best;
  }

  private static boolean isLanguage(String range, String language) {
    return range.equals(language) || range.startsWith(language + "-");
  }

  private static double quality(String[] parts) {
    for (var i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
