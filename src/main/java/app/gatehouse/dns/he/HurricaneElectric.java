package app.gatehouse.dns.he;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.ProviderCalls;
import app.gatehouse.dns.ProviderCard;
import app.gatehouse.dns.UpdateWord;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hurricane Electric's dynamic records (dns.he.net/docs.html): a form with the key of the record,
 * one call for each family.
 */
public final class HurricaneElectric implements AddressUpdater {
  public static final String ID = "he";
  private static final ProviderCard CARD =
      ProviderCard.of(
          ID, "Hurricane Electric", "https://dns.he.net", "app.example.com", Field.TOKEN);

  private final ProviderCalls calls;
  private final URI update;

  /**
   * @param base {@code https://dyn.dns.he.net}, or what stands in for it
   */
  public HurricaneElectric(HttpFetch http, URI base) {
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
    for (var family : IpFamily.values()) {
      var address = addresses.get(family);
      if (address != null) {
        var form = new LinkedHashMap<String, String>();
        form.put("hostname", host);
        form.put("password", login.get(Field.TOKEN));
        form.put("myip", IpLiteral.text(address));
        UpdateWord.judge(calls, host, calls.send(ProviderCalls.post(update, form)));
      }
    }
  }
}
