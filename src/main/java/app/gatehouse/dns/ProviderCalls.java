package app.gatehouse.dns;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpCall;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.NetFailure;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What every provider that is asked by HTTP needs: one call, and words for what is not an answer.
 */
public final class ProviderCalls {
  /** Providers block programs that do not say who they are. */
  private static final String USER_AGENT = "Gatehouse";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int TOO_MANY = 429;

  private final HttpFetch http;
  private final String provider;

  /**
   * @param provider its title
   */
  public ProviderCalls(HttpFetch http, String provider) {
    this.http = http;
    this.provider = provider;
  }

  /**
   * @return whatever the provider answers, unless it is about its own trouble
   * @throws ProblemException {@code provider-unreachable}; variant {@code trouble} when it answers
   *     that it cannot, {@code busy} when it was asked too often
   */
  public HttpAnswer send(HttpCall call) throws ProblemException, InterruptedException {
    return switch (http.send(call.header("User-Agent", USER_AGENT))) {
      case HttpAnswer answer when answer.status() == TOO_MANY ->
          throw unreachable("HTTP 429").variant("busy").exception();
      case HttpAnswer answer when answer.status() >= 500 ->
          throw unreachable("HTTP " + answer.status()).variant("trouble").exception();
      case HttpAnswer answer -> answer;
      case NetFailure failure -> throw unreachable(failure.kind().name()).exception();
    };
  }

  public static HttpCall get(URI uri) {
    return HttpCall.get(uri, LIMIT);
  }

  public static HttpCall post(URI uri, Map<String, String> form) {
    return HttpCall.post(uri, "application/x-www-form-urlencoded", encoded(form), LIMIT);
  }

  /** As a query or a form, in the map's order. */
  public static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** RFC 7617. */
  public static String basic(String user, String password) {
    var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  public Problem loginRefused(String host) {
    return about(ProblemCode.DDNS_LOGIN_REFUSED, host);
  }

  public Problem nameNotYours(String host) {
    return about(ProblemCode.DDNS_NAME_NOT_YOURS, host);
  }

  public Problem blocked(String host) {
    return about(ProblemCode.DDNS_BLOCKED_FOR_ABUSE, host);
  }

  public Problem ignored(String host) {
    return about(ProblemCode.DDNS_UPDATE_IGNORED, host);
  }

  /** What it says is in no documentation: somebody else may be speaking. */
  public Problem nonsense(HttpAnswer answer) {
    return unreachable("HTTP " + answer.status()).variant("nonsense");
  }

  public Problem trouble(String word) {
    return unreachable(word).variant("trouble");
  }

  private Problem about(ProblemCode code, String host) {
    return Problem.error(code).with("name", host).with("provider", provider);
  }

  private Problem unreachable(String detail) {
    return Problem.warning(ProblemCode.PROVIDER_UNREACHABLE)
        .with("provider", provider)
        .detail(detail);
  }
}
