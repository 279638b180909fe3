package app.gatehouse.dns.custom;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.ProviderCalls;
import app.gatehouse.dns.ProviderCard;
import app.gatehouse.dns.SecureAddress;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * An address of the user's own that is fetched with {@code $HOST}, {@code $IP4} and {@code $IP6}
 * filled in; what is not known stays empty. Its answer is a success when it is 2xx and contains the
 * text that the user named.
 */
public final class CustomUrl implements AddressUpdater {
  private static final ProviderCard CARD =
      new ProviderCard("custom", "URL", null, "app.example.com", List.of(Field.URL, Field.SUCCESS));

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final ProviderCalls calls;

  public CustomUrl(HttpFetch http) {
    calls = new ProviderCalls(http, CARD.title());
  }

  @Override
  public ProviderCard card() {
    return CARD;
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var filled =
        login
            .get(Field.URL)
            .replace("$HOST", ProviderCalls.encoded(host))
            .replace("$IP4", text(addresses, IpFamily.IPV4))
            .replace("$IP6", text(addresses, IpFamily.IPV6));
    judge(host, login, calls.send(ProviderCalls.get(SecureAddress.of(filled))));
  }

  private static String text(Map<IpFamily, InetAddress> addresses, IpFamily family) {
    var address = addresses.get(family);
    return address == null ? "" : ProviderCalls.encoded(IpLiteral.text(address));
  }

  private void judge(String host, NameLogin login, HttpAnswer answer) throws ProblemException {
    if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
      throw calls.loginRefused(host).exception();
    }
    if (!answer.isSuccess() || !answer.text().contains(login.get(Field.SUCCESS))) {
      throw calls.nonsense(answer).exception();
    }
  }
}
