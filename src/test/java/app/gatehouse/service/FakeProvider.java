package app.gatehouse.service;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.ProviderCard;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A provider that leads names where it is told, unless it is told to refuse. */
final class FakeProvider implements AddressUpdater {
  final Map<String, InetAddress> names = new ConcurrentHashMap<>();
  final List<String> updates = new CopyOnWriteArrayList<>();
  volatile @Nullable Problem refusal;

  /** Says that all is well and changes nothing. */
  volatile boolean ignores;

  @Override
  public ProviderCard card() {
    return new ProviderCard(
        "duckdns", "DuckDNS", null, "app.duckdns.org", List.of(NameLogin.Field.TOKEN));
  }

  @Override
  public boolean isResponsibleFor(String host) {
    return host.endsWith(".duckdns.org");
  }

  @Override
  public void update(String host, NameLogin login, Map<IpFamily, InetAddress> addresses)
      throws ProblemException {
    var token = login.get(NameLogin.Field.TOKEN);
    updates.add(host + " " + token + " " + addresses.get(IpFamily.IPV4).getHostAddress());
    var problem = refusal;
    if (problem != null) {
      throw problem.exception();
    }
    if (!ignores) {
      names.put(host, addresses.get(IpFamily.IPV4));
    }
  }

  /** A name that nobody led anywhere is its owner's business and leads here. */
  NameReport check(String host, Map<IpFamily, InetAddress> here) {
    var found = names.getOrDefault(host, here.get(IpFamily.IPV4));
    var isHere = found.equals(here.get(IpFamily.IPV4));
    return new NameReport(
        host,
        List.of(found.getHostAddress()),
        isHere,
        isHere
            ? null
            : Problem.warning(ProblemCode.NAME_POINTS_ELSEWHERE)
                .with("name", host)
                .with("found", found.getHostAddress()));
  }
}
