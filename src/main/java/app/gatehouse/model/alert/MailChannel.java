package app.gatehouse.model.alert;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alerts by e-mail. The password is kept apart, since it never leaves the service.
 *
 * @param server host name of the mail server that takes mails from its users
 * @param port 1 to 65535
 * @param user null where the server asks for no login
 */
public record MailChannel(
    String server, int port, MailSecurity security, @Nullable String user, String from, String to) {
  private static final int SUBMISSIONS = 465;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}.:_-]{1,253}");

  /** What a server at this port speaks, where nobody says otherwise. */
  public static MailSecurity usual(int port) {
    return port == SUBMISSIONS ? MailSecurity.TLS : MailSecurity.STARTTLS;
  }

  /**
   * Refuses what cannot be right.
   *
   * @throws ProblemException {@code address-not-valid}, variant {@code mail} or {@code server}
   */
  public void check() throws ProblemException {
    if (!HOST.matcher(server).matches() || port < 1 || port > 65535) {
      throw notValid("server", server + ":" + port);
    }
    for (var address : new String[] {from, to}) {
      if (!ADDRESS.matcher(address).matches()) {
        throw notValid("mail", address);
      }
    }
  }

  private static ProblemException notValid(String variant, String address) {
    return Problem.error(ProblemCode.ADDRESS_NOT_VALID)
        .variant(variant)
        .with("address", address)
        .exception();
  }
}
