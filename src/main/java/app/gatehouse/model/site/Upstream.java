package app.gatehouse.model.site;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where an app listens.
 *
 * @param host a host name or IP literal (IPv6 without brackets)
 * @param port 1 to 65535
 */
public record Upstream(String host, int port) {
  /** May hold a password, even one with slashes: it belongs in no log and no answer. */
  private static final Pattern USER_INFO =
      Pattern.compile("^([a-z][a-z0-9+.-]*://)?.*@", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Reads what people type: {@code 7860}, {@code localhost:7860} or {@code http://127.0.0.1:7860/}.
   *
   * @throws ProblemException {@code address-not-valid} with the fact {@code address} and a variant
   *     that says why ({@code https}, {@code path}, {@code port}, {@code host} or {@code text})
   */
  public static Upstream of(String typed) throws ProblemException {
    var text = typed.strip();
    if (text.matches("\\d+")) {
      return new Upstream("127.0.0.1", port(typed, text));
    }
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https:")) {
      throw invalid(typed, "https");
    }
    URI uri;
    try {
      uri = new URI(lower.contains("://") ? text : "http://" + text);
    } catch (URISyntaxException e) {
      throw invalid(typed, "text");
    }
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw invalid(typed, "text");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw invalid(typed, "host");
    }
    var path = uri.getRawPath();
    if (path != null && !path.isEmpty() && !path.equals("/")
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw invalid(typed, "path");
    }
    var host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Upstream(host.toLowerCase(Locale.ROOT), uri.getPort() == -1 ? 80 : port(typed, uri));
  }

  private static int port(String typed, URI uri) throws ProblemException {
    return port(typed, Integer.toString(uri.getPort()));
  }

  private static int port(String typed, String digits) throws ProblemException {
    if (digits.length() > 5) {
      throw invalid(typed, "port");
    }
    var port = Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw invalid(typed, "port");
    }
    return port;
  }

  /** Host and port as they stand in a URL or a Host header. */
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** The address as people read it, without a trailing slash. */
  public String url() {
    return "http://" + authority();
  }

  private static ProblemException invalid(String typed, String variant) {
    return Problem.error(ProblemCode.ADDRESS_NOT_VALID)
        .with("address", USER_INFO.matcher(typed.strip()).replaceFirst("$1…@"))
        .variant(variant)
        .exception();
  }
}
