package app.gatehouse.dns;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A provider's interface by which a name is led to other addresses. */
public interface AddressUpdater extends NameProvider {
  /** Well below the month after which providers look for names that nobody uses. */
  Duration USUAL_HEARTBEAT = Duration.ofDays(25);

  /**
   * Leads a name here. Blocks for half a minute at most.
   *
   * @param login never repeated
   * @param addresses public ones, at least one; a family that is missing stays as it is where the
   *     provider lets it
   * @throws ProblemException {@code ddns-login-refused}, {@code ddns-name-not-yours}, {@code
   *     ddns-blocked-for-abuse}, {@code ddns-update-ignored}, {@code provider-unreachable}
   */
  void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException;

  /** How often it is told an address that has not changed; empty where that is not wanted. */
  default Optional<Duration> heartbeat() {
    return Optional.of(USUAL_HEARTBEAT);
  }
}
