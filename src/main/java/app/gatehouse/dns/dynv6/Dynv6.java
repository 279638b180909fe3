package app.gatehouse.dns.dynv6;

import app.gatehouse.dns.AddressUpdater;
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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** dynv6's update address (dynv6.com/docs/apis): the status says all, the words are for people. */
public final class Dynv6 implements AddressUpdater {
  public static final String ID = "dynv6";
  private static final ProviderCard CARD =
      ProviderCard.of(ID, "dynv6", "https://dynv6.com", "my-app.dynv6.net", Field.TOKEN);
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final ProviderCalls calls;
  private final URI base;

  /**
   * @param base {@code https://dynv6.com}, or what stands in for it
   */
  public Dynv6(HttpFetch http, URI base) {
    calls = new ProviderCalls(http, CARD.title());
    this.base = base;
  }

  @Override
  public ProviderCard card() {
    return CARD;
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var query = new LinkedHashMap<String, String>();
    query.put("zone", host);
    query.put("token", login.get(Field.TOKEN));
    put(query, "ipv4", addresses.get(IpFamily.IPV4));
    put(query, "ipv6", addresses.get(IpFamily.IPV6));
    var uri = base.resolve("/api/update?" + ProviderCalls.encoded(query));
    judge(host, calls.send(ProviderCalls.get(uri)));
  }

  private static void put(Map<String, String> query, String name, @Nullable InetAddress address) {
    if (address != null) {
      query.put(name, IpLiteral.text(address));
    }
  }

  private void judge(String host, HttpAnswer answer) throws ProblemException {
    switch (answer.status()) {
      case UNAUTHORIZED -> throw calls.loginRefused(host).exception();
      case NOT_FOUND -> throw calls.nameNotYours(host).exception();
      default -> {
        // A page where a word is due comes from somebody in between.
        if (!answer.isSuccess() || answer.text().stripLeading().startsWith("<")) {
          throw calls.nonsense(answer).exception();
        }
      }
    }
  }
}
