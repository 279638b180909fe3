package app.gatehouse.dns.he;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.ProviderCalls;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hurricane Electric's dynamic records (dns.he.net/docs.html): a form with the key of the record,
 * one call for each family.
 */
public final class HurricaneElectric implements AddressUpdater {
  public static final String ID = "he";

  private final ProviderCalls calls;
  private final URI update;

  /**
   * @param base {@code https://dyn.dns.he.net}, or what stands in for it
   */
  public HurricaneElectric(HttpFetch http, URI base) {
    calls = new ProviderCalls(http, title());
    update = base.resolve("/nic/update");
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Hurricane Electric";
  }

  @Override
  public Optional<URI> page() {
    return Optional.of(URI.create("https://dns.he.net"));
  }

  @Override
  public String example() {
    return "app.example.com";
  }

  @Override
  public List<Field> asks() {
    return List.of(Field.TOKEN);
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
