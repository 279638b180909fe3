package app.gatehouse.apps;

import app.gatehouse.json.Json;
import app.gatehouse.net.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an app's answer looks like. Everything that is given must be there.
 *
 * @param status the answer's status
 * @param header name of a header that begins with {@code prefix}
 * @param body a part of the body, upper and lower case alike
 * @param json keys of the JSON object that the body is
 */
record Sign(
    @Nullable Integer status,
    @Nullable String header,
    @Nullable String prefix,
    @Nullable String body,
    @Nullable List<String> json) {

  boolean matches(HttpAnswer answer) {
    return (status == null || status == answer.status())
        && (header == null
            || answer
                .header(header)
                .filter(value -> value.startsWith(Objects.requireNonNullElse(prefix, "")))
                .isPresent())
        && (body == null || lower(answer.text()).contains(lower(body)))
        && (json == null || hasKeys(answer, json));
  }

  private static boolean hasKeys(HttpAnswer answer, List<String> keys) {
    try {
      return Json.PLAIN.read(answer.body(), Map.class).keySet().containsAll(keys);
    } catch (IOException e) {
      return false;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
