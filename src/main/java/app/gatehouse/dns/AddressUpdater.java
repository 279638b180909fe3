package app.gatehouse.dns;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.util.Map;

/** A provider's interface by which a name is led to other addresses. */
public interface AddressUpdater {

  /** As the command line and files spell it. */
  String id();

  /**
   * Whether this provider has names like that.
   *
   * @param host lower case
   */
  boolean isResponsibleFor(String host);

  /**
   * Leads a name here. Blocks for half a minute at most.
   *
   * @param token the account's; never repeated
   * @param addresses public ones; a family that is missing stays as it is
   * @throws ProblemException {@code ddns-login-refused}, {@code provider-unreachable}
   */
  void update(String host, String token, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException;
}
