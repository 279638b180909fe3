package app.gatehouse.apps;

import app.gatehouse.net.HttpAnswer;
import java.util.Optional;
import java.util.regex.Pattern;

/** The title of an HTML page, fit to be shown as a name. */
final class PageTitle {
  private static final int LONGEST = 60;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]{0,200}>([^<]{1,400})", Pattern.CASE_INSENSITIVE);
  // Control and format characters, which could turn what stands beside the name around.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\s]+");

  private PageTitle() {}

  static Optional<String> of(HttpAnswer page) {
    if (!page.header("Content-Type").orElse("").startsWith("text/html")) {
      return Optional.empty();
    }
    var found = TITLE.matcher(page.text());
    if (!found.find()) {
      return Optional.empty();
    }
    var title = UNPRINTABLE.matcher(decoded(found.group(1))).replaceAll(" ").strip();
    var end =
        title.offsetByCodePoints(0, Math.min(LONGEST, title.codePointCount(0, title.length())));
    return Optional.of(title.substring(0, end)).filter(text -> !text.isEmpty());
  }

  private static String decoded(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
