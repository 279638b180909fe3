package app.gatehouse.dns.noip;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.Dyndns2Call;
import app.gatehouse.dns.ProviderCalls;
import app.gatehouse.dns.UpdateWord;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No-IP's update protocol (noip.com/integrate/request and /response): dyndns2, by the account or by
 * a key for one name.
 */
public final class NoIp implements AddressUpdater {
  public static final String ID = "noip";

  private final ProviderCalls calls;
  private final URI update;

  /**
   * @param base {@code https://dynupdate.no-ip.com}, or what stands in for it
   */
  public NoIp(HttpFetch http, URI base) {
    calls = new ProviderCalls(http, title());
    update = base.resolve("/nic/update");
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "No-IP";
  }

  @Override
  public Optional<URI> page() {
    return Optional.of(URI.create("https://www.noip.com"));
  }

  @Override
  public String example() {
    return "my-app.ddns.net";
  }

  @Override
  public List<Field> asks() {
    return List.of(Field.USER, Field.PASSWORD);
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var answer = calls.send(Dyndns2Call.of(update, host, login, addresses));
    UpdateWord.judge(calls, host, answer);
  }
}
