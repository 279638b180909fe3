package app.gatehouse.dns.desec;

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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** deSEC's "IP Update API" (desec.readthedocs.io, dyndns/update-api). */
public final class Desec implements AddressUpdater {
  public static final String ID = "desec";
  private static final ProviderCard CARD =
      ProviderCard.of(ID, "deSEC", "https://desec.io", "my-app.dedyn.io", Field.TOKEN);
  private static final int NOT_FOUND = 404;

  private final ProviderCalls calls;
  private final URI base;

  /**
   * @param base {@code https://update.dedyn.io}, or what stands in for it
   */
  public Desec(HttpFetch http, URI base) {
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
    query.put("hostname", host);
    query.put("myipv4", text(addresses, IpFamily.IPV4));
    query.put("myipv6", text(addresses, IpFamily.IPV6));
    var uri = base.resolve("/?" + ProviderCalls.encoded(query));
    // In a header: its addresses are logged (ibidem).
    var call = ProviderCalls.get(uri).header("Authorization", "Token " + login.get(Field.TOKEN));
    var answer = calls.send(call);
    if (answer.status() == NOT_FOUND) {
      throw calls.nameNotYours(host).exception();
    }
    UpdateWord.judge(calls, host, answer);
  }

  /** A family that is left out would be taken from the connection, or removed. */
  private static String text(Map<IpFamily, InetAddress> addresses, IpFamily family) {
    var address = addresses.get(family);
    return address == null ? "preserve" : IpLiteral.text(address);
  }

  /** Its terms of use forbid updates that change nothing, and it forgets no name. */
  @Override
  public Optional<Duration> heartbeat() {
    return Optional.empty();
  }
}
