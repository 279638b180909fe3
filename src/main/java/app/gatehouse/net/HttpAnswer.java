package app.gatehouse.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to an HTTP request.
 *
 * @param headers by name, upper and lower case alike
 * @param body at most as much as was asked for
 * @param truncated whether there was more
 */
public record HttpAnswer(
    int status, Map<String, List<String>> headers, byte[] body, boolean truncated)
    implements HttpResult {
  public HttpAnswer {
    var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
    headers = sorted;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /** The body as UTF-8; what is not is replaced. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  @Override
  public String toString() {
    return "HttpAnswer[" + status + ", " + body.length + " bytes]";
  }
}
