package app.gatehouse.forward;

import app.gatehouse.json.Json;
import app.gatehouse.text.Texts;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes our own pages, in the visitor's language; as JSON for programs. */
final class Pages {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final String TEMPLATE = resource("page.html");
  private static final String STYLE = resource("page.css").replace("\n", "");
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"10\">\n";

  private final Texts english;
  private final Texts chinese;

  Pages(Function<Locale, Texts> texts) {
    english = texts.apply(Locale.ENGLISH);
    chinese = texts.apply(Locale.SIMPLIFIED_CHINESE);
  }

  /** A page without further facts. */
  FullHttpResponse page(Page page, HttpHeaders wishes) {
    return page(page, wishes, null);
  }

  /**
   * @param wishes the request's headers
   * @param retryAfter when asking again makes sense, or null
   */
  FullHttpResponse page(Page page, HttpHeaders wishes, @Nullable Duration retryAfter) {
    var seconds = retryAfter == null ? 0 : Math.max(1, retryAfter.toSeconds());
    var texts = texts(wishes);
    var title = texts.get("page." + page.wireName() + ".title", seconds);
    var text = texts.get("page." + page.wireName() + ".text", seconds);
    var response =
        Wishes.page(wishes)
            ? html(page, wishes, texts, title, text, "")
            : json(page, texts, title, text);
    if (retryAfter != null) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds);
    }
    return response;
  }

  /**
   * The login page.
   *
   * @param notice key of what to say about the last attempt, or null
   * @param seconds the argument of that text
   * @param to where to go afterwards
   */
  FullHttpResponse signIn(
      Page status, HttpHeaders wishes, @Nullable String notice, long seconds, String to) {
    var texts = texts(wishes);
    var form =
        (notice == null
                ? ""
                : "<p class=\"notice\" role=\"alert\">"
                    + escaped(texts.get(notice, seconds))
                    + "</p>\n")
            + "<form method=\"post\" action=\""
            + OwnPaths.LOGIN
            + "\">\n<input type=\"hidden\" name=\"to\" value=\""
            + escaped(to)
            + "\">\n"
            + field(texts.get("page.sign-in.user"), "user", "text", "username", "autofocus ")
            + field(
                texts.get("page.sign-in.password"), "password", "password", "current-password", "")
            + "<button>"
            + escaped(texts.get("page.sign-in.button"))
            + "</button>\n</form>\n";
    return html(
        status,
        wishes,
        texts,
        texts.get("page.sign-in.title"),
        texts.get("page.sign-in.text"),
        form);
  }

  private static String field(
      String label, String name, String type, String autocomplete, String more) {
    return "<label>"
        + escaped(label)
        + "<input name=\""
        + name
        + "\" type=\""
        + type
        + "\" autocomplete=\""
        + autocomplete
        + "\" autocapitalize=\"none\" maxlength=\"256\" required "
        + more
        + "></label>\n";
  }

  private Texts texts(HttpHeaders wishes) {
    return Wishes.language(wishes).equals(Locale.ENGLISH) ? english : chinese;
  }

  private static FullHttpResponse html(
      Page page, HttpHeaders wishes, Texts texts, String title, String text, String form) {
    var parts =
        Map.of(
            "lang", texts.locale().toLanguageTag(),
            "refresh", page.isTemporary() && form.isEmpty() ? REFRESH : "",
            "title", escaped(title),
            "style", STYLE,
            "text", escaped(text),
            "form", form,
            "host", escaped(wishes.get(HttpHeaderNames.HOST, "")));
    var content =
        PLACE
            .matcher(TEMPLATE)
            .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
    var response = Answers.of(page.status(), "text/html; charset=utf-8", content);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_LANGUAGE, texts.locale().toLanguageTag())
        .set(HttpHeaderNames.VARY, "Accept, Accept-Language")
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "same-origin");
    return response;
  }

  private static FullHttpResponse json(Page page, Texts texts, String title, String text) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("error", page.wireName());
    fields.put("title", title);
    fields.put("message", text);
    var response = Answers.of(page.status(), "application/json", Json.PLAIN.write(fields) + "\n");
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_LANGUAGE, texts.locale().toLanguageTag())
        .set("X-Content-Type-Options", "nosniff");
    return response;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (var in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
