package app.gatehouse.reach.router;

import app.gatehouse.net.IpFacts;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps ports by UPnP IGD: the one protocol that shows the router's table. */
final class UpnpMapping implements MappingProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(UpnpMapping.class);

  private final Gateway gateway;
  private final MappingTable table;
  private final Refusals refusals;

  UpnpMapping(Gateway gateway) {
    this.gateway = gateway;
    table = new MappingTable(gateway);
    refusals = new Refusals(gateway.name(), gateway.local());
  }

  @Override
  public String name() {
    return gateway.protocol();
  }

  @Override
  public Optional<String> routerName() {
    return Optional.of(gateway.name());
  }

  @Override
  public InetAddress router() {
    return gateway.address();
  }

  @Override
  public InetAddress local() {
    return gateway.local();
  }

  /** What is no address is nothing. */
  @Override
  public Optional<InetAddress> outerAddress() throws InterruptedException {
    try {
      return table
          .outerAddress()
          .flatMap(IpFacts::literal)
          .filter(address -> !address.isAnyLocalAddress());
    } catch (IOException e) {
      LOG.debug("The router does not tell its outer address", e);
      return Optional.empty();
    }
  }

  @Override
  public Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var local = gateway.local().getHostAddress();
    var before = table.find(outerPort);
    if (before.isPresent() && !before.get().isOurs(local, remembered)) {
      if (before.get().leadsTo(local, innerPort)) {
        return grant(outerPort, before.get(), false);
      }
      throw refusals.conflict(outerPort, before.get().client()).exception();
    }
    if (before.isPresent() && before.get().port() != innerPort) {
      // Some routers keep the old inner port when a mapping is made anew.
      table.delete(outerPort);
    }
    add(outerPort, innerPort);
    var after = table.find(outerPort);
    if (after.isEmpty() || !after.get().leadsTo(local, innerPort)) {
      throw refusals
          .refuses(outerPort)
          .detail("granted, but read back as " + after.map(Object::toString).orElse("nothing"))
          .exception();
    }
    return grant(outerPort, after.get(), true);
  }

  private void add(int outerPort, int innerPort)
      throws IOException, ProblemException, InterruptedException {
    var answer = table.add(outerPort, innerPort, PortMapper.LEASE);
    if (answer.error().equals(Optional.of(MappingTable.ONLY_PERMANENT_LEASES))) {
      answer = table.add(outerPort, innerPort, Duration.ZERO);
    }
    if (!answer.isDone()) {
      var problem = refusal(outerPort, answer.error().orElse(0));
      throw problem.detail(answer.detail()).exception();
    }
  }

  private Problem refusal(int outerPort, int code) throws IOException, InterruptedException {
    if (code == MappingTable.CONFLICT || code == MappingTable.CONFLICT_WITH_OTHER_MECHANISM) {
      return refusals.conflict(
          outerPort, table.find(outerPort).map(MappingEntry::client).orElse(""));
    }
    var notAllowed = code == MappingTable.NOT_AUTHORIZED && Refusals.isLow(outerPort);
    return notAllowed && allowsHighPorts()
        ? refusals.refusesLowPorts(outerPort)
        : refusals.refuses(outerPort);
  }

  /** Tells "no low ports" from "no ports at all", by mapping a high one for an instant. */
  private boolean allowsHighPorts() throws IOException, InterruptedException {
    // Of the range for private use; nobody waits for anything there.
    for (var port = 49_871; port < 49_874; port++) {
      if (table.find(port).isEmpty()) {
        var granted = table.add(port, port, PortMapper.LEASE).isDone();
        if (granted) {
          table.delete(port);
        }
        return granted;
      }
    }
    return false;
  }

  @Override
  public boolean leadsHere(int outerPort, int innerPort) throws IOException, InterruptedException {
    return table
        .find(outerPort)
        .filter(entry -> entry.leadsTo(gateway.local().getHostAddress(), innerPort))
        .isPresent();
  }

  @Override
  public TableEntry entry(int outerPort) throws IOException, InterruptedException {
    return table
        .find(outerPort)
        .map(entry -> entry.shown(gateway.local()))
        .orElseGet(TableEntry.None::new);
  }

  @Override
  public boolean unmap(int outerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var local = gateway.local().getHostAddress();
    var before = table.find(outerPort);
    if (before.isEmpty() || !before.get().isOurs(local, remembered)) {
      return false;
    }
    var answer = table.delete(outerPort);
    var after = table.find(outerPort);
    if (after.isPresent() && after.get().isOurs(local, remembered)) {
      throw refusals.refuses(outerPort).detail("not deleted: " + answer.detail()).exception();
    }
    return true;
  }

  private Grant grant(int outerPort, MappingEntry entry, boolean ours) throws InterruptedException {
    var outer = outerAddress().map(InetAddress::getHostAddress).orElse(null);
    return new Grant(outerPort, entry.port(), entry.client(), outer, entry.lease(), ours);
  }
}
