package app.gatehouse.dns.noip;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.Dyndns2Call;
import app.gatehouse.dns.ProviderCalls;
import app.gatehouse.dns.ProviderCard;
import app.gatehouse.dns.UpdateWord;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

/**
 * No-IP's update protocol (noip.com/integrate/request and /response): dyndns2, by the account or by
 * a key for one name.
 */
public final class NoIp implements AddressUpdater {
  public static final String ID = "noip";
  private static final ProviderCard CARD =
      ProviderCard.of(
          ID, "No-IP", "https://www.noip.com", "my-app.ddns.net", Field.USER, Field.PASSWORD);

  private final ProviderCalls calls;
  private final URI update;

  /**
   * @param base {@code https://dynupdate.no-ip.com}, or what stands in for it
   */
  public NoIp(HttpFetch http, URI base) {
    calls = new ProviderCalls(http, CARD.title());
    update = base.resolve("/nic/update");
  }

  @Override
  public ProviderCard card() {
    return CARD;
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var answer = calls.send(Dyndns2Call.of(update, host, login, addresses));
    UpdateWord.judge(calls, host, answer);
  }
}
