package app.gatehouse.cli;

import app.gatehouse.text.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/** The languages Gatehouse speaks. */
enum Language {
  EN("en", Locale.ENGLISH),
  ZH_CN("zh-CN", Locale.SIMPLIFIED_CHINESE);

  private final String tag;
  private final Locale locale;

  Language(String tag, Locale locale) {
    this.tag = tag;
    this.locale = locale;
  }

  /** As typed, in any case; {@code zh_CN} and {@code zh} mean the same. */
  static Optional<Language> of(String typed) {
    var wanted = typed.replace('_', '-').toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(l -> l.tag.toLowerCase(Locale.ROOT).equals(wanted) || wanted.equals(l.first()))
        .findFirst();
  }

  private String first() {
    return locale.getLanguage();
  }

  /**
   * The language of messages, which must be known before the command line is parsed: mistakes in it
   * are told in that language, too.
   */
  static Texts textsFor(String[] arguments, Locale standard) {
    for (var i = 0; i < arguments.length; i++) {
      var argument = arguments[i];
      var value =
          argument.startsWith("--lang=")
              ? argument.substring("--lang=".length())
              : argument.equals("--lang") && i + 1 < arguments.length ? arguments[i + 1] : null;
      var language = value == null ? Optional.<Language>empty() : of(value);
      if (language.isPresent()) {
        return Texts.of(language.get().locale);
      }
    }
    return Texts.of(standard);
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<Language> {
    @Override
    public Language convert(String value) {
      return of(value).orElseThrow(() -> new NotAmong("en, zh-CN"));
    }
  }
}
