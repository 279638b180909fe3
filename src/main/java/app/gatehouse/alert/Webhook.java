package app.gatehouse.alert;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpCall;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.NetFailure;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Posts messages the way ntfy takes them: the text as the body, the subject in the header {@code
 * Title} (docs.ntfy.sh/publish). What only wants to be woken by a POST takes them, too.
 */
public final class Webhook {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpFetch http;

  public Webhook(HttpFetch http) {
    this.http = http;
  }

  /**
   * Refuses what cannot be posted to.
   *
   * @throws ProblemException {@code address-not-valid}, variant {@code webhook}; without the
   *     address
   */
  public static void check(URI address) throws ProblemException {
    var scheme = address.getScheme();
    if (!("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
        || address.getHost() == null
        || address.getRawUserInfo() != null) {
      throw Problem.error(ProblemCode.ADDRESS_NOT_VALID)
          .variant("webhook")
          .with("address", "")
          .exception();
    }
  }

  /**
   * Posts one message. Blocks for 20 seconds at most.
   *
   * @param address http or https; may be a secret, and is repeated nowhere
   * @throws ProblemException {@code alert-not-sent}, with the variant {@code unreachable}, {@code
   *     encryption} or {@code refused}
   */
  public void post(URI address, AlertMessage message)
      throws ProblemException, InterruptedException {
    var call =
        HttpCall.post(address, "text/plain; charset=utf-8", message.text(), LIMIT)
            .header("Title", encoded(message.subject()))
            .header("Priority", message.urgent() ? "high" : "default")
            .header("Tags", message.urgent() ? "warning" : "white_check_mark");
    switch (http.send(call)) {
      case HttpAnswer answer when answer.isSuccess() -> {}
      case HttpAnswer answer ->
          throw problem(address, "refused").detail("HTTP " + answer.status()).exception();
      case NetFailure failure ->
          throw problem(address, variant(failure)).detail(failure.kind().name()).exception();
    }
  }

  private static String variant(NetFailure failure) {
    return switch (failure.kind()) {
      case NOT_TRUSTED, TLS_REFUSED, NOT_TLS -> "encryption";
      default -> "unreachable";
    };
  }

  private static Problem problem(URI address, String variant) {
    return Problem.warning(ProblemCode.ALERT_NOT_SENT)
        .with("server", String.valueOf(address.getHost()))
        .with("port", address.getPort() < 0 ? "" : address.getPort())
        .variant(variant);
  }

  /** Headers carry ASCII only; ntfy decodes this form (RFC 2047). */
  private static String encoded(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      return text;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
