package app.gatehouse.dns;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;

/** An address that a user typed and to which secrets will be sent. */
public final class SecureAddress {
  private SecureAddress() {}

  /**
   * @param typed a server's name alone is taken, too
   * @throws ProblemException {@code address-not-valid}, variant {@code not-https}: nothing else
   *     keeps a password from those who listen
   */
  public static URI of(String typed) throws ProblemException {
    var text = typed.strip();
    try {
      var uri = new URI(text.contains("://") ? text : "https://" + text);
      if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // As bad as none; its message would repeat what may hold a secret.
    }
    throw Problem.error(ProblemCode.ADDRESS_NOT_VALID).variant("not-https").exception();
  }
}
