package app.gatehouse.text;

import app.gatehouse.problem.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All words for people, in one language. A text may hold {@code {0}} for arguments by position or
 * {@code {name}} for facts; braces are otherwise plain. A fact that is not known reads as the text
 * of {@code fact.<name>}, so that a sentence never shows a bare brace. Safe for all threads.
 */
public final class Texts {
  private static final String BUNDLE = "text.messages";
  private static final Pattern PLACE = Pattern.compile("( ?)\\{([A-Za-z0-9_-]+)}( ?)");

  /** As {@link Instant#toString} writes it. */
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  private final Locale locale;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    // English is the root bundle: never fall back to the computer's own language in between.
    bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Simplified Chinese for any Chinese locale, English for every other. */
  public static Texts of(Locale wanted) {
    return new Texts(
        wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
  }

  public Locale locale() {
    return locale;
  }

  /** The text of a key; a missing key shows itself in angle brackets, since tests find those. */
  public String get(String key, Object... arguments) {
    return fill(
        raw(key),
        name -> {
          if (!name.chars().allMatch(Character::isDigit)) {
            return null;
          }
          var index = Integer.parseInt(name);
          return index < arguments.length ? String.valueOf(arguments[index]) : null;
        });
  }

  /** The text of a key with facts by name; moments among them read as people write them. */
  public String get(String key, Map<String, String> facts) {
    return fill(
        raw(key),
        name -> {
          var known = facts.get(name);
          if (known == null) {
            return has("fact." + name) ? raw("fact." + name) : null;
          }
          // By this computer's clock, since that is what a reader compares it with.
          return INSTANT.matcher(known).matches()
              ? moment(Instant.parse(known), ZoneId.systemDefault())
              : known;
        });
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** A problem in words; its fact {@code variant} chooses special ones where they exist. */
  public ProblemText problem(Problem problem) {
    var base = "problem." + problem.code().wireName();
    var variant = problem.facts().get(Problem.VARIANT);
    var special = variant == null ? base : base + "." + variant;
    return new ProblemText(
        word(special, base, "title", problem),
        word(special, base, "cause", problem),
        word(special, base, "action", problem));
  }

  /** The same as fields of a JSON object, in the order in which people read them. */
  public Map<String, String> problemWords(Problem problem) {
    var text = problem(problem);
    var words = new LinkedHashMap<String, String>();
    words.put("title", text.title());
    words.put("cause", text.cause());
    words.put("action", text.action());
    return words;
  }

  /** A day as people write it, for example {@code 3 Mar 2027}. */
  public String date(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(locale)
        .withZone(zone)
        .format(instant);
  }

  /** A day and a time as people write them, for example {@code 3 Mar 2027, 14:05}. */
  public String moment(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(locale)
        .withZone(zone)
        .format(instant);
  }

  /** By this computer's clock, since that is what a reader compares it with. */
  private String moment(Instant instant) {
    return moment(instant, ZoneId.systemDefault());
  }

  private String word(String special, String base, String part, Problem problem) {
    var key = has(special + "." + part) ? special + "." + part : base + "." + part;
    return get(key, problem.facts());
  }

  private String raw(String key) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      return "<" + key + ">";
    }
  }

  private static String fill(String text, Facts facts) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              var value = facts.get(place.group(2));
              return Matcher.quoteReplacement(
                  value == null ? place.group() : spaced(text, place, value));
            });
  }

  /** Chinese sets a space beside foreign words only, and what fills a place may be Chinese. */
  private static String spaced(String text, MatchResult place, String value) {
    var before = isHan(text, place.start() - 1) && isHan(value, 0) ? "" : place.group(1);
    var after = isHan(text, place.end()) && isHan(value, value.length() - 1) ? "" : place.group(3);
    return before + value + after;
  }

  private static boolean isHan(String text, int index) {
    return index >= 0
        && index < text.length()
        && Character.UnicodeScript.of(text.charAt(index)) == Character.UnicodeScript.HAN;
  }

  /** Gives the value for a place, or null to leave it as it stands. */
  private interface Facts {
    @org.jspecify.annotations.Nullable
    String get(String name);
  }
}
