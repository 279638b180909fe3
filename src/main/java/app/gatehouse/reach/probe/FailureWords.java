package app.gatehouse.reach.probe;

import app.gatehouse.reach.probe.Testimony.Failed.Why;
import java.util.Locale;

/** Reads how programs in Go, Node and Perl word that a connection failed. */
final class FailureWords {
  private FailureWords() {}

  static Why why(String words) {
    var lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("refused")) {
      return Why.REFUSED;
    }
    return lower.contains("timeout")
            || lower.contains("timed out")
            || lower.contains("deadline")
            || lower.contains("unreachable")
            || lower.contains("no route")
        ? Why.SILENCE
        : Why.OTHER;
  }
}
