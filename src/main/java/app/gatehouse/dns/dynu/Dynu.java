package app.gatehouse.dns.dynu;

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
import java.util.EnumMap;
import java.util.Map;

/** Dynu's "IP Update Protocol" (dynu.com): dyndns2 with a parameter of its own for IPv6. */
public final class Dynu implements AddressUpdater {
  public static final String ID = "dynu";
  private static final ProviderCard CARD =
      ProviderCard.of(
          ID, "Dynu", "https://www.dynu.com", "my-app.freeddns.org", Field.USER, Field.PASSWORD);
  private static final Map<IpFamily, String> PARAMETERS =
      new EnumMap<>(Map.of(IpFamily.IPV4, "myip", IpFamily.IPV6, "myipv6"));

  private final ProviderCalls calls;
  private final URI update;

  /**
   * @param base {@code https://api.dynu.com}, or what stands in for it
   */
  public Dynu(HttpFetch http, URI base) {
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
    var answer = calls.send(Dyndns2Call.of(update, host, login, addresses, PARAMETERS));
    UpdateWord.judge(calls, host, answer);
  }
}
