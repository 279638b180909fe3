package app.gatehouse.cert;

import app.gatehouse.problem.ProblemCode;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.shredzone.acme4j.Problem;

/**
 * What a CA has against us (RFC 8555 section 6.7), as one of our problems. The type says what kind
 * of thing failed; which thing exactly, only the CA's English detail tells: the wording of Boulder
 * (Let's Encrypt) and of Pebble is known here.
 */
final class CaVerdict {
  private static final String PREFIX = "urn:ietf:params:acme:error:";

  /** "203.0.113.7: Fetching http://…", "Invalid response from http://… [203.0.113.7]: 404". */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:^|\\[|\\s)((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){1,6}:[0-9a-fA-F]{1,4})");

  private static final Pattern URL = Pattern.compile("(https?://[^\\s\"\\[]*[^\\s\"\\[:])");
  private static final Pattern STATUS = Pattern.compile("\\]?: (\\d{3})\\b");

  private final Problem verdict;
  private final Function<ProblemCode, app.gatehouse.problem.Problem> about;

  /**
   * @param about makes a problem that already names the CA and the host
   */
  CaVerdict(Problem verdict, Function<ProblemCode, app.gatehouse.problem.Problem> about) {
    this.verdict = mostTelling(verdict);
    this.about = about;
  }

  static String type(Problem problem) {
    var type = problem.getType().toString();
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
  }

  /** What the CA answered to a request of ours. */
  app.gatehouse.problem.Problem onRequest() {
    var problem =
        switch (type(verdict)) {
          case "rejectedIdentifier", "unsupportedIdentifier" ->
              about.apply(ProblemCode.CA_REJECTS_NAME);
          case "caa" -> about.apply(ProblemCode.CAA_FORBIDS);
          case "dns" -> dns();
          case "externalAccountRequired" -> about.apply(ProblemCode.CA_KEY_BINDING_NEEDED);
          case "unauthorized", "badPublicKey", "badSignatureAlgorithm", "accountDoesNotExist" ->
              about.apply(ProblemCode.CA_ACCOUNT_REFUSED);
          case "userActionRequired" -> about.apply(ProblemCode.CA_TERMS_CHANGED);
          case "rateLimited" -> about.apply(ProblemCode.CA_RATE_LIMITED);
          case "malformed" ->
              detail().contains("identifier") || detail().contains("domain")
                  ? about.apply(ProblemCode.CA_REJECTS_NAME)
                  : about.apply(ProblemCode.CA_OWN_TROUBLE).variant("request");
          case "badNonce" -> about.apply(ProblemCode.CA_OWN_TROUBLE).variant("nonce");
          case "serverInternal" -> about.apply(ProblemCode.CA_OWN_TROUBLE);
          default -> about.apply(ProblemCode.CA_OWN_TROUBLE).variant("request");
        };
    return withFacts(problem);
  }

  /** What the CA found when it looked for our answer to its question. */
  app.gatehouse.problem.Problem onValidation() {
    var problem =
        switch (type(verdict)) {
          case "connection" -> connection();
          case "dns", "unknownHost" -> dns();
          case "unauthorized", "incorrectResponse" -> about.apply(ProblemCode.CA_WRONG_CONTENT);
          case "tls" -> about.apply(ProblemCode.CA_TLS_WRONG_ANSWER);
          case "caa" -> about.apply(ProblemCode.CAA_FORBIDS);
          default -> onRequest();
        };
    return withFacts(problem);
  }

  private app.gatehouse.problem.Problem connection() {
    var text = detail();
    if (text.contains("redirect")) {
      return about.apply(ProblemCode.CA_REDIRECT_BROKEN);
    }
    if (text.contains("could not resolve")) {
      return about.apply(ProblemCode.NAME_NOT_FOUND);
    }
    if (text.contains("timeout") || text.contains("timed out") || text.contains("deadline")) {
      return about.apply(ProblemCode.CA_TIMEOUT_DURING_CONNECT);
    }
    var refused = about.apply(ProblemCode.CA_CONNECTION_REFUSED);
    if (text.contains("refused")) {
      return refused;
    }
    return text.contains("unreachable") || text.contains("no route")
        ? about.apply(ProblemCode.CA_TIMEOUT_DURING_CONNECT).variant("no-route")
        : refused.variant("broken-off");
  }

  private app.gatehouse.problem.Problem dns() {
    var text = detail();
    if (text.contains("nxdomain") || text.contains("no valid ") || text.contains("no such host")) {
      return about.apply(ProblemCode.NAME_NOT_FOUND);
    }
    return about.apply(
        text.contains("dnssec") ? ProblemCode.DNSSEC_BROKEN : ProblemCode.NAME_SERVERS_BROKEN);
  }

  private app.gatehouse.problem.Problem withFacts(app.gatehouse.problem.Problem problem) {
    var text = verdict.getDetail().orElse("");
    var told = problem.detail(type(verdict) + ": " + verdict);
    var identifier = verdict.getIdentifier();
    if (identifier.isPresent()) {
      told = told.with("name", identifier.get().toMap().getOrDefault("value", ""));
    }
    var url = URL.matcher(text);
    if (url.find()) {
      told = told.with("url", url.group(1));
    }
    var status = STATUS.matcher(text);
    if (status.find()) {
      told = told.with("answer", status.group(1));
    }
    // Not the address inside of the URL: that is the name once more.
    var address = ADDRESS.matcher(URL.matcher(text).replaceAll("-"));
    return address.find() ? told.with("address", address.group(1)) : told;
  }

  private String detail() {
    return verdict.getDetail().orElse("").toLowerCase(Locale.ROOT);
  }

  /** With several names the top level only says that there is more below. */
  private static Problem mostTelling(Problem problem) {
    var below = problem.getSubProblems();
    return below.isEmpty() ? problem : mostTelling(below.getFirst());
  }
}
