package app.gatehouse.guide;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of all guides in one language. A text may hold {@code {name}} for a home's addresses;
 * one that is not known reads as {@code unknown.<name>}, so that no bare brace is ever shown.
 */
final class GuideTexts {
  static final Pattern PLACE = Pattern.compile("\\{([a-z0-9-]+)}");

  private final String language;
  private final Properties texts = new Properties();

  /** Simplified Chinese for any Chinese locale, English for every other. */
  GuideTexts(Locale wanted) {
    language = wanted.getLanguage().equals("zh") ? "zh-CN" : "en";
    var name = "/guide/" + language + ".properties";
    try (var file = GuideTexts.class.getResourceAsStream(name)) {
      texts.load(new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The tag under which menus of that language stand. */
  String language() {
    return language;
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /**
   * @throws IllegalStateException when there is no such text
   */
  String get(String key, Map<String, String> places) {
    return PLACE
        .matcher(raw(key))
        .replaceAll(
            place -> {
              var value = places.get(place.group(1));
              return Matcher.quoteReplacement(
                  value == null ? raw("unknown." + place.group(1)) : value);
            });
  }

  private String raw(String key) {
    var text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text " + key + " in " + language);
    }
    return text;
  }
}
