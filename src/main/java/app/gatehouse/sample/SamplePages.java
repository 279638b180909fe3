package app.gatehouse.sample;

import app.gatehouse.text.Texts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The app's page and what belongs to it, read once. */
final class SamplePages {
  private static final Pattern TEXT = Pattern.compile("\\$\\{([a-z0-9.-]+)}");
  private static final List<String> LANGUAGES = List.of("en", "zh");

  private final Map<String, Page> chinese = all(Texts.of(Locale.SIMPLIFIED_CHINESE), "zh-CN");
  private final Map<String, Page> english = all(Texts.of(Locale.ENGLISH), "en");

  /**
   * @param acceptLanguage the header's value (RFC 9110 section 12.5.4), if the request had one
   * @return null when there is no such page
   */
  @Nullable Page page(String path, @Nullable String acceptLanguage) {
    return (wantsChinese(acceptLanguage) ? chinese : english).get(path);
  }

  private static boolean wantsChinese(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return false;
    }
    try {
      var wanted = Locale.LanguageRange.parse(acceptLanguage);
      return "zh".equals(Locale.lookupTag(wanted, LANGUAGES));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, Page> all(Texts texts, String language) {
    var page = withTexts(resource("page.html"), texts).replace("${language}", language);
    var icon = made("image/svg+xml", resource("icon.svg"));
    return Map.of(
        "/",
        made("text/html; charset=utf-8", page),
        "/page.css",
        made("text/css; charset=utf-8", resource("page.css")),
        "/page.js",
        made("text/javascript; charset=utf-8", resource("page.js")),
        "/icon.svg",
        icon,
        "/favicon.ico",
        icon);
  }

  private static String withTexts(String html, Texts texts) {
    return TEXT.matcher(html)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    place.group(1).startsWith("sample.")
                        ? escape(texts.get(place.group(1)))
                        : place.group()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static Page made(String type, String text) {
    return new Page(
        type,
        Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
            .asReadOnly());
  }

  private static String resource(String name) {
    try (var in = SamplePages.class.getResourceAsStream("/sample/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param type media type
   * @param content to be duplicated for every answer
   */
  record Page(String type, ByteBuf content) {}
}
