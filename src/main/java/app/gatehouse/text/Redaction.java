package app.gatehouse.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what is nobody else's business: secrets that are known, and what looks like
 * one. Rather too much than too little.
 */
public final class Redaction {
  private static final String GONE = "[removed]";

  private static final List<Rule> RULES =
      List.of(
          new Rule("-----BEGIN [^-]+-----.*?(-----END [^-]+-----|\\z)", GONE),
          new Rule(
              "\\b(password|passwd|pwd|token|secret|authorization|cookie|set-cookie|x-api-key|key)"
                  + "(\"?\\s*[=:]\\s*\"?)(Bearer |Basic )?[^\\s\",;&}]+",
              "$1$2" + GONE),
          new Rule("([a-z][a-z0-9+.-]*://)[^/\\s@\"]+@", "$1" + GONE + "@"),
          new Rule("([?&][\\w.%-]+=)[^&\\s\"#]+", "$1" + GONE),
          new Rule("[\\w.+%-]+@([\\w-]+(\\.[\\w-]+)+)", GONE + "@$1"),
          new Rule("(/home/|/Users/|\\\\Users\\\\)[^/\\\\\\s\"]+", "$1" + GONE),
          // Keys, hashes and tokens: long, with letters and digits.
          new Rule("(?<![\\w$])(?=[\\w+/=-]*[0-9])(?=[\\w+/=-]*[A-Za-z])[\\w+=-]{24,}", GONE));

  private final List<String> secrets;

  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), replacement);
    }
  }

  /**
   * @param secrets that are known; those shorter than four characters would take out anything
   */
  public Redaction(Collection<String> secrets) {
    var usable = new ArrayList<>(secrets);
    usable.removeIf(secret -> secret.length() < 4);
    // One may be part of another.
    usable.sort(Comparator.comparingInt(String::length).reversed());
    this.secrets = List.copyOf(usable);
  }

  public String of(String text) {
    var result = text;
    for (var secret : secrets) {
      result = result.replace(secret, GONE);
    }
    for (var rule : RULES) {
      result = rule.pattern().matcher(result).replaceAll(rule.replacement());
    }
    return result;
  }
}
