package app.gatehouse.dns.freedns;

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
import java.util.Locale;
import java.util.Map;

/**
 * FreeDNS' second update interface (freedns.afraid.org/dynamic/v2): the token stands for one record
 * of one family.
 */
public final class FreeDns implements AddressUpdater {
  public static final String ID = "freedns";
  private static final ProviderCard CARD =
      ProviderCard.of(ID, "FreeDNS", "https://freedns.afraid.org", "my-app.mooo.com", Field.TOKEN);

  private final ProviderCalls calls;
  private final URI base;

  /**
   * @param base {@code https://sync.afraid.org}, or what stands in for it
   */
  public FreeDns(HttpFetch http, URI base) {
    calls = new ProviderCalls(http, CARD.title());
    this.base = base;
  }

  /**
   * A token's record is of one family: the one that nearly all visitors have, if there is a choice.
   */
  @Override
  public ProviderCard card() {
    return CARD;
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var v4 = addresses.get(IpFamily.IPV4);
    var address = v4 == null ? addresses.get(IpFamily.IPV6) : v4;
    var query = address == null ? "" : "?myip=" + ProviderCalls.encoded(IpLiteral.text(address));
    var token = ProviderCalls.encoded(PastedToken.of(login.get(Field.TOKEN)));
    judge(host, calls.send(ProviderCalls.get(base.resolve("/u/" + token + "/" + query))));
  }

  private void judge(String host, HttpAnswer answer) throws ProblemException {
    var said = answer.text().strip().toLowerCase(Locale.ROOT);
    if (!answer.isSuccess() && !said.startsWith("error")) {
      throw calls.nonsense(answer).exception();
    }
    if (said.startsWith("error")) {
      // "Unable to locate this record" and "Invalid update URL": both are about the token.
      throw calls.loginRefused(host).exception();
    }
    if (!said.startsWith("updated ") && !said.startsWith("no ip change detected")) {
      throw calls.nonsense(answer).exception();
    }
  }
}
