package app.gatehouse.dns.dyndns2;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.Dyndns2Call;
import app.gatehouse.dns.ProviderCalls;
import app.gatehouse.dns.ProviderCard;
import app.gatehouse.dns.SecureAddress;
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

/** The form that most providers speak, at the address that the user names. */
public final class Dyndns2 implements AddressUpdater {
  private static final ProviderCard CARD =
      new ProviderCard(
          "dyndns2",
          "dyndns2",
          null,
          "app.example.com",
          List.of(Field.URL, Field.USER, Field.PASSWORD));

  private static final String PATH = "/nic/update";

  private final ProviderCalls calls;

  public Dyndns2(HttpFetch http) {
    calls = new ProviderCalls(http, CARD.title());
  }

  @Override
  public ProviderCard card() {
    return CARD;
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    var update = updateAddress(SecureAddress.of(login.get(Field.URL)));
    var answer = calls.send(Dyndns2Call.of(update, host, login, addresses));
    UpdateWord.judge(calls, host, answer);
  }

  /** Many providers name their server only. */
  private static URI updateAddress(URI given) {
    var path = given.getPath();
    return path == null || path.isEmpty() || path.equals("/") ? given.resolve(PATH) : given;
  }
}
