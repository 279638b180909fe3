package app.gatehouse.dns;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.problem.ProblemException;
import java.util.Locale;

/**
 * The words by which providers answer an update in the form that dyndns.org began (help.dyn.com,
 * "Return codes"), judged.
 */
public final class UpdateWord {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private UpdateWord() {}

  /**
   * Returns when the provider took the update.
   *
   * @param host the one name that was asked for
   * @throws ProblemException what the word means
   */
  public static void judge(ProviderCalls calls, String host, HttpAnswer answer)
      throws ProblemException {
    var line = answer.text().strip().lines().findFirst().orElse("").strip();
    var space = line.indexOf(' ');
    var word = (space < 0 ? line : line.substring(0, space)).toLowerCase(Locale.ROOT);
    // Some answer 401 with the word, some with a page.
    if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
      throw calls.loginRefused(host).detail("HTTP " + answer.status()).exception();
    }
    switch (word) {
      case "good", "nochg" -> {
        if (line.endsWith(" 127.0.0.1")) {
          // So they answer programs that they do not serve.
          throw calls.ignored(host).detail(line).exception();
        }
      }
      case "badauth" -> throw calls.loginRefused(host).detail(word).exception();
      case "nohost", "!yours", "notfqdn", "numhost", "!active" ->
          throw calls.nameNotYours(host).detail(word).exception();
      case "!donator" -> throw calls.nameNotYours(host).variant("paid").detail(word).exception();
      case "abuse" -> throw calls.blocked(host).detail(word).exception();
      case "badagent" -> throw calls.blocked(host).variant("agent").detail(word).exception();
      case "911", "dnserr", "badsys" -> throw calls.trouble(word).exception();
      default ->
          throw calls
              .nonsense(answer)
              .detail("HTTP " + answer.status() + ", " + word.length() + " characters")
              .exception();
    }
  }
}
