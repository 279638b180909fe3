package app.gatehouse.reach.router;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.TimeLimit;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps ports by UPnP IGD. Leases last an hour, so that what a crash leaves behind goes away by
 * itself; whoever wants to keep a mapping maps it again before. Remembers the router between calls
 * and searches again when it has gone.
 */
public final class PortMapper implements Router {
  private static final Logger LOG = LoggerFactory.getLogger(PortMapper.class);
  private static final Duration LEASE = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(1500);
  private static final int LAST_LOW_PORT = 1023;

  private final GatewaySearch search;
  private volatile @Nullable Gateway known;

  /**
   * @param defaultGateway the gateway of IPv4 as the system knows it
   */
  public PortMapper(HttpFetch http, Supplier<Optional<InetAddress>> defaultGateway) {
    this(new GatewaySearch(http, defaultGateway), null);
  }

  /**
   * @param known the router, when it was found before
   */
  PortMapper(GatewaySearch search, @Nullable Gateway known) {
    this.search = search;
    this.known = known;
  }

  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public Optional<RouterInfo> find() throws InterruptedException {
    var gateway = search.find();
    known = gateway.orElse(null);
    if (gateway.isEmpty()) {
      return Optional.empty();
    }
    var found = gateway.get();
    return Optional.of(
        new RouterInfo(
            found.address().getHostAddress(),
            found.name(),
            found.protocol(),
            found.local().getHostAddress(),
            outerAddressSoon(found).orElse(null)));
  }

  /** A router that does not tell is a router all the same: it must not be lost over that. */
  private static Optional<String> outerAddressSoon(Gateway gateway) throws InterruptedException {
    try {
      return TimeLimit.call(SOON, () -> outerAddress(gateway), () -> {});
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("The router does not tell its outer address", e);
      return Optional.empty();
    }
  }

  @Override
  public Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws ProblemException, InterruptedException {
    return atRouter(outerPort, gateway -> map(gateway, outerPort, innerPort, remembered));
  }

  @Override
  public boolean leadsHere(int outerPort, int innerPort)
      throws ProblemException, InterruptedException {
    return atRouter(
        outerPort,
        gateway ->
            new MappingTable(gateway)
                .find(outerPort)
                .filter(entry -> entry.leadsTo(gateway.local().getHostAddress(), innerPort))
                .isPresent());
  }

  @Override
  public void unmap(int outerPort, OptionalInt remembered)
      throws ProblemException, InterruptedException {
    atRouter(
        outerPort,
        gateway -> {
          unmap(gateway, outerPort, remembered);
          return true;
        });
  }

  /** Something that is asked of the router; may fail because the router has gone. */
  @FunctionalInterface
  private interface Request<T> {
    T of(Gateway gateway) throws IOException, ProblemException, InterruptedException;
  }

  /** The router may have changed its port or its address since it was found: then search again. */
  private <T> T atRouter(int outerPort, Request<T> request)
      throws ProblemException, InterruptedException {
    var remembered = known;
    if (remembered != null) {
      try {
        return request.of(remembered);
      } catch (IOException e) {
        LOG.debug("The router does not answer where it was", e);
        known = null;
      }
    }
    var found =
        search
            .find()
            .orElseThrow(
                () ->
                    Problem.error(ProblemCode.ROUTER_NOT_FOUND)
                        .with("port", outerPort)
                        .exception());
    known = found;
    try {
      return request.of(found);
    } catch (IOException e) {
      known = null;
      throw refuses(found, outerPort).cause(e).exception();
    }
  }

  private static Grant map(Gateway gateway, int outerPort, int innerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var table = new MappingTable(gateway);
    var local = gateway.local().getHostAddress();
    var before = table.find(outerPort);
    if (before.isPresent() && !before.get().isOurs(local, remembered)) {
      if (before.get().leadsTo(local, innerPort)) {
        return grant(gateway, outerPort, before.get(), false);
      }
      throw conflict(gateway, outerPort, before.get().client()).exception();
    }
    if (before.isPresent() && before.get().port() != innerPort) {
      // Some routers keep the old inner port when a mapping is made anew.
      table.delete(outerPort);
    }
    add(gateway, table, outerPort, innerPort);
    var after = table.find(outerPort);
    if (after.isEmpty() || !after.get().leadsTo(local, innerPort)) {
      throw refuses(gateway, outerPort)
          .detail("granted, but read back as " + after.map(Object::toString).orElse("nothing"))
          .exception();
    }
    return grant(gateway, outerPort, after.get(), true);
  }

  private static void add(Gateway gateway, MappingTable table, int outerPort, int innerPort)
      throws IOException, ProblemException, InterruptedException {
    var answer = table.add(outerPort, innerPort, LEASE);
    if (answer.error().equals(Optional.of(MappingTable.ONLY_PERMANENT_LEASES))) {
      answer = table.add(outerPort, innerPort, Duration.ZERO);
    }
    if (answer.isDone()) {
      return;
    }
    var problem = refusal(gateway, table, outerPort, answer.error().orElse(0));
    throw problem.detail(answer.detail()).exception();
  }

  private static Problem refusal(Gateway gateway, MappingTable table, int outerPort, int code)
      throws IOException, InterruptedException {
    if (code == MappingTable.CONFLICT || code == MappingTable.CONFLICT_WITH_OTHER_MECHANISM) {
      var other = table.find(outerPort).map(MappingEntry::client);
      return conflict(gateway, outerPort, other.orElse(""));
    }
    var notAllowed = code == MappingTable.NOT_AUTHORIZED && outerPort <= LAST_LOW_PORT;
    return notAllowed && allowsHighPorts(table)
        ? Problem.error(ProblemCode.ROUTER_REFUSES_LOW_PORTS)
            .with("port", outerPort)
            .with("local-address", gateway.local().getHostAddress())
        : refuses(gateway, outerPort);
  }

  /** Tells "no low ports" from "no ports at all", by mapping a high one for an instant. */
  private static boolean allowsHighPorts(MappingTable table)
      throws IOException, InterruptedException {
    // Of the range for private use; nobody waits for anything there.
    for (var port = 49_871; port < 49_874; port++) {
      if (table.find(port).isEmpty()) {
        var granted = table.add(port, port, LEASE).isDone();
        if (granted) {
          table.delete(port);
        }
        return granted;
      }
    }
    return false;
  }

  private static void unmap(Gateway gateway, int outerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var table = new MappingTable(gateway);
    var local = gateway.local().getHostAddress();
    var before = table.find(outerPort);
    if (before.isEmpty() || !before.get().isOurs(local, remembered)) {
      return;
    }
    var answer = table.delete(outerPort);
    var after = table.find(outerPort);
    if (after.isPresent() && after.get().isOurs(local, remembered)) {
      throw refuses(gateway, outerPort).detail("not deleted: " + answer.detail()).exception();
    }
  }

  private static Grant grant(Gateway gateway, int outerPort, MappingEntry entry, boolean ours)
      throws InterruptedException {
    return new Grant(
        outerPort,
        entry.port(),
        entry.client(),
        outerAddress(gateway).orElse(null),
        entry.lease(),
        ours);
  }

  /** As the router says; what is no address is nothing. */
  private static Optional<String> outerAddress(Gateway gateway) throws InterruptedException {
    return outerAddressByUpnp(gateway)
        .or(() -> NatPmp.outerAddress(gateway))
        .filter(address -> !address.isAnyLocalAddress())
        .map(InetAddress::getHostAddress);
  }

  private static Optional<InetAddress> outerAddressByUpnp(Gateway gateway)
      throws InterruptedException {
    try {
      return new MappingTable(gateway).outerAddress().flatMap(IpFacts::literal);
    } catch (IOException e) {
      LOG.debug("The router does not tell its outer address", e);
      return Optional.empty();
    }
  }

  private static Problem conflict(Gateway gateway, int outerPort, String other) {
    var problem = Problem.error(ProblemCode.MAPPING_CONFLICT).with("port", outerPort);
    if (other.equals(gateway.local().getHostAddress())) {
      return problem.variant("this-computer");
    }
    return other.isEmpty() ? problem : problem.with("other-host", other);
  }

  private static Problem refuses(Gateway gateway, int outerPort) {
    return Problem.error(ProblemCode.ROUTER_REFUSES)
        .with("port", outerPort)
        .with("router", gateway.name())
        .with("local-address", gateway.local().getHostAddress());
  }
}
