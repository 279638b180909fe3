package app.gatehouse.dns.duckdns;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.PastedToken;
import app.gatehouse.dns.ProviderCalls;
import app.gatehouse.dns.ProviderCard;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

/** DuckDNS's update address (duckdns.org/spec.jsp): the answer begins with OK or KO. */
public final class DuckDns implements AddressUpdater {
  public static final String ID = "duckdns";
  private static final ProviderCard CARD =
      ProviderCard.of(ID, "DuckDNS", "https://www.duckdns.org", "my-app.duckdns.org", Field.TOKEN);
  private static final String SUFFIX = ".duckdns.org";

  private final ProviderCalls calls;
  private final URI base;

  /**
   * @param base {@code https://www.duckdns.org}, or what stands in for it
   */
  public DuckDns(HttpFetch http, URI base) {
    calls = new ProviderCalls(http, CARD.title());
    this.base = base;
  }

  @Override
  public ProviderCard card() {
    return CARD;
  }

  @Override
  public boolean isResponsibleFor(String host) {
    return host.endsWith(SUFFIX) && host.length() > SUFFIX.length();
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var token = PastedToken.of(login.get(Field.TOKEN));
    judge(host, calls.send(ProviderCalls.get(address(host, token, addresses))));
  }

  /** It knows names without its suffix, and of names below them only the last label before it. */
  private URI address(String host, String token, Map<IpFamily, InetAddress> addresses) {
    var own = host.substring(0, host.length() - SUFFIX.length());
    var query =
        new StringBuilder("/update?verbose=true&domains=")
            .append(ProviderCalls.encoded(own.substring(own.lastIndexOf('.') + 1)))
            .append("&token=")
            .append(ProviderCalls.encoded(token));
    var v4 = addresses.get(IpFamily.IPV4);
    var v6 = addresses.get(IpFamily.IPV6);
    // An empty one lets the provider take the address that the request comes from.
    query.append("&ip=").append(v4 == null ? "" : IpLiteral.text(v4));
    if (v6 != null) {
      query.append("&ipv6=").append(ProviderCalls.encoded(IpLiteral.text(v6)));
    }
    return base.resolve(query.toString());
  }

  private void judge(String host, HttpAnswer answer) throws ProblemException {
    var word = answer.text().strip().lines().findFirst().orElse("");
    if (!answer.isSuccess() || !(word.equals("OK") || word.equals("KO"))) {
      throw calls.nonsense(answer).exception();
    }
    if (word.equals("KO")) {
      // It does not say whether the token is wrong or the name another's.
      throw calls.loginRefused(host).exception();
    }
  }
}
