package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.TimeLimit;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps ports by whatever the router speaks and grants: UPnP IGD, which shows its table, before PCP
 * and NAT-PMP, which do not. Leases last an hour, so that what a crash leaves behind goes away by
 * itself; whoever wants to keep a mapping maps it again before. Remembers the router between calls
 * and searches again when it has gone.
 */
public final class PortMapper implements Router {
  static final Duration LEASE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(PortMapper.class);
  private static final Duration SOON = Duration.ofMillis(1500);

  private final RouterSearch search;
  private final Pinholes pinholes;
  private volatile List<MappingProtocol> known;

  /**
   * @param defaultGateway the gateway of a family as the system knows it
   * @param secret of this home, by which mappings are known again as ours after a restart; at least
   *     16 bytes
   */
  public PortMapper(
      HttpFetch http, Function<IpFamily, Optional<InetAddress>> defaultGateway, byte[] secret) {
    this(
        search(http, () -> defaultGateway.apply(IpFamily.IPV4), secret),
        List.of(),
        new PinholeMaker(http, () -> defaultGateway.apply(IpFamily.IPV6), secret));
  }

  private static RouterSearch search(
      HttpFetch http, Supplier<Optional<InetAddress>> defaultGateway, byte[] secret) {
    return new RouterSearch(
        new GatewaySearch(http, defaultGateway), defaultGateway, new MappingNonces(secret));
  }

  /**
   * @param known the router, when it was found before
   */
  PortMapper(RouterSearch search, List<MappingProtocol> known) {
    this(search, known, Pinholes.NONE);
  }

  private PortMapper(RouterSearch search, List<MappingProtocol> known, Pinholes pinholes) {
    this.search = search;
    this.known = List.copyOf(known);
    this.pinholes = pinholes;
  }

  @Override
  public Pinholes pinholes() {
    return pinholes;
  }

  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public Optional<RouterInfo> find() throws InterruptedException {
    var found = search.find();
    known = found;
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var first = found.getFirst();
    return Optional.of(
        new RouterInfo(
            first.router().getHostAddress(),
            first.routerName().orElse(null),
            first.name(),
            first.local().getHostAddress(),
            outerAddressSoon(found).orElse(null)));
  }

  /** A router that does not tell is a router all the same: it must not be lost over that. */
  private static Optional<String> outerAddressSoon(List<MappingProtocol> router)
      throws InterruptedException {
    try {
      return TimeLimit.call(SOON, () -> outerAddress(router), () -> {});
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("The router does not tell its outer address", e);
      return Optional.empty();
    }
  }

  /** The first that is told; some protocols keep it to themselves. */
  private static Optional<String> outerAddress(List<MappingProtocol> router)
      throws InterruptedException {
    for (var protocol : router) {
      var address = protocol.outerAddress();
      if (address.isPresent()) {
        return address.map(InetAddress::getHostAddress);
      }
    }
    return Optional.empty();
  }

  @Override
  public Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws ProblemException, InterruptedException {
    return atRouter(
        outerPort,
        router -> {
          var grant = map(router, outerPort, innerPort, remembered);
          return grant.wanAddress() == null
              ? grant.withWanAddress(outerAddress(router).orElse(null))
              : grant;
        });
  }

  @Override
  public boolean leadsHere(int outerPort, int innerPort)
      throws ProblemException, InterruptedException {
    return atRouter(outerPort, router -> leadsHere(router, outerPort, innerPort));
  }

  @Override
  public TableEntry entry(int outerPort) throws InterruptedException {
    for (var protocol : known) {
      try {
        var entry = protocol.entry(outerPort);
        if (!(entry instanceof TableEntry.Hidden)) {
          return entry;
        }
      } catch (IOException e) {
        LOG.debug("The router does not show its table", e);
      }
    }
    return new TableEntry.Hidden();
  }

  @Override
  public void unmap(int outerPort, OptionalInt remembered)
      throws ProblemException, InterruptedException {
    atRouter(outerPort, router -> unmap(router, outerPort, remembered));
  }

  /** Something that is asked of the router; may fail because the router has gone. */
  @FunctionalInterface
  private interface Request<T> {
    T of(List<MappingProtocol> router) throws IOException, ProblemException, InterruptedException;
  }

  /** The router may have changed its port or its address since it was found: then search again. */
  private <T> T atRouter(int outerPort, Request<T> request)
      throws ProblemException, InterruptedException {
    var remembered = known;
    if (!remembered.isEmpty()) {
      try {
        return request.of(remembered);
      } catch (IOException e) {
        LOG.debug("The router does not answer where it was", e);
        known = List.of();
      }
    }
    var found = search.find();
    if (found.isEmpty()) {
      throw Problem.error(ProblemCode.ROUTER_NOT_FOUND).with("port", outerPort).exception();
    }
    known = found;
    try {
      return request.of(found);
    } catch (IOException e) {
      known = List.of();
      throw refusals(found.getFirst()).refuses(outerPort).cause(e).exception();
    }
  }

  private static Refusals refusals(MappingProtocol protocol) {
    var name = protocol.routerName().orElse(protocol.router().getHostAddress());
    return new Refusals(name, protocol.local());
  }

  /** By the first protocol that grants it. That a port is taken is so by any of them. */
  private static Grant map(
      List<MappingProtocol> router, int outerPort, int innerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var refusals = new ArrayList<Problem>();
    @Nullable IOException silence = null;
    for (var protocol : router) {
      try {
        return protocol.map(outerPort, innerPort, remembered);
      } catch (ProblemException e) {
        if (e.problem().code() == ProblemCode.MAPPING_CONFLICT) {
          throw e;
        }
        refusals.add(e.problem());
      } catch (IOException e) {
        silence = e;
      }
    }
    if (silence != null) {
      throw silence;
    }
    throw together(refusals).exception();
  }

  /** The first one, with what all of them said for people who ask. */
  private static Problem together(List<Problem> refusals) {
    var details = refusals.stream().map(Problem::detail).filter(text -> !text.isEmpty()).toList();
    return refusals.getFirst().detail(String.join("; ", details));
  }

  private static boolean leadsHere(List<MappingProtocol> router, int outerPort, int innerPort)
      throws IOException, ProblemException, InterruptedException {
    @Nullable IOException silence = null;
    for (var protocol : router) {
      try {
        if (protocol.leadsHere(outerPort, innerPort)) {
          return true;
        }
      } catch (IOException e) {
        silence = e;
      }
    }
    if (silence != null) {
      throw silence;
    }
    return false;
  }

  /** By each protocol until one has something to take back: it is not noted which one granted. */
  private static boolean unmap(List<MappingProtocol> router, int outerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    @Nullable IOException silence = null;
    @Nullable ProblemException refusal = null;
    for (var protocol : router) {
      try {
        if (protocol.unmap(outerPort, remembered)) {
          return true;
        }
      } catch (IOException e) {
        silence = e;
      } catch (ProblemException e) {
        refusal = e;
      }
    }
    if (silence != null) {
      throw silence;
    }
    if (refusal != null) {
      throw refusal;
    }
    return false;
  }
}
