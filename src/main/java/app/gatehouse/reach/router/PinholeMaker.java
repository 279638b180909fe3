package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pinholes by PCP, which takes any port, or else by UPnP. Remembers for each address how the
 * router is reached from it, and searches again when it has gone.
 */
public final class PinholeMaker implements Pinholes {
  private static final Logger LOG = LoggerFactory.getLogger(PinholeMaker.class);

  private static final Predicate<PinholeProtocol> ANY = protocol -> true;

  private final HttpFetch http;
  private final Supplier<Optional<InetAddress>> defaultGateway;
  private final MappingNonces nonces;
  private final Map<Inet6Address, List<PinholeProtocol>> known = new ConcurrentHashMap<>();

  /**
   * @param defaultGateway the gateway of IPv6 as the system knows it
   * @param secret as of {@link PortMapper}
   */
  public PinholeMaker(
      HttpFetch http, Supplier<Optional<InetAddress>> defaultGateway, byte[] secret) {
    this.http = http;
    this.defaultGateway = defaultGateway;
    nonces = new MappingNonces(secret);
  }

  @Override
  public Pinhole open(Inet6Address local, int port) throws ProblemException, InterruptedException {
    return atRouter(local, port, ANY, protocol -> protocol.open(port, Optional.empty()));
  }

  @Override
  public Pinhole keep(Pinhole pinhole) throws ProblemException, InterruptedException {
    return atRouter(
        pinhole.local(),
        pinhole.port(),
        ANY,
        protocol ->
            protocol.open(
                pinhole.port(), Optional.of(pinhole).filter(each -> maker(each).test(protocol))));
  }

  @Override
  public boolean isOpen(Pinhole pinhole) throws ProblemException, InterruptedException {
    return atRouter(
        pinhole.local(), pinhole.port(), maker(pinhole), protocol -> protocol.isOpen(pinhole));
  }

  @Override
  public void close(Pinhole pinhole) throws ProblemException, InterruptedException {
    atRouter(
        pinhole.local(),
        pinhole.port(),
        maker(pinhole),
        protocol -> {
          protocol.close(pinhole);
          return pinhole;
        });
  }

  /** Only the protocol that made it knows it. */
  private static Predicate<PinholeProtocol> maker(Pinhole pinhole) {
    return protocol -> protocol.name().equals(pinhole.protocol());
  }

  /** Something that is asked of the router. */
  @FunctionalInterface
  private interface Request<T> {
    T of(PinholeProtocol protocol) throws IOException, ProblemException, InterruptedException;
  }

  /** The router may have gone or changed since it was found: then it is searched for again. */
  private <T> T atRouter(
      Inet6Address local, int port, Predicate<PinholeProtocol> who, Request<T> request)
      throws ProblemException, InterruptedException {
    var remembered = known.getOrDefault(local, List.of()).stream().filter(who).toList();
    if (!remembered.isEmpty()) {
      try {
        return byFirst(remembered, request);
      } catch (IOException e) {
        LOG.debug("The firewall does not answer where it was", e);
      }
    }
    var found = find(local);
    known.put(local, found);
    try {
      return byFirst(found.stream().filter(who).toList(), request);
    } catch (IOException e) {
      known.remove(local);
      throw notFound(local, port).cause(e).exception();
    }
  }

  /**
   * By the first protocol that grants it.
   *
   * @throws IOException when none of them answered
   */
  private static <T> T byFirst(List<PinholeProtocol> protocols, Request<T> request)
      throws IOException, ProblemException, InterruptedException {
    var details = new ArrayList<String>();
    @Nullable ProblemException refusal = null;
    var silence = new IOException("nobody to ask");
    for (var protocol : protocols) {
      try {
        return request.of(protocol);
      } catch (ProblemException e) {
        details.add(e.problem().detail());
        refusal = refusal == null ? e : refusal;
      } catch (IOException e) {
        silence = e;
      }
    }
    if (refusal != null) {
      throw refusal.problem().detail(String.join("; ", details)).exception();
    }
    throw silence;
  }

  static Problem notFound(Inet6Address local, int port) {
    return Problem.error(ProblemCode.ROUTER_NOT_FOUND)
        .variant("ipv6")
        .with("port", port)
        .with("local-address", IpLiteral.text(local));
  }

  /** Both at once. At most three seconds when nobody answers. */
  private List<PinholeProtocol> find(Inet6Address local) throws InterruptedException {
    var searches =
        List.of(
            new FutureTask<>(() -> byPcp(local)),
            new FutureTask<>(
                () -> new GatewaySearch(http, local).find().map(found -> upnp(found, local))));
    try {
      searches.forEach(search -> Thread.ofVirtual().name("firewall-search").start(search));
      var found = new ArrayList<PinholeProtocol>();
      for (var search : searches) {
        search.get().ifPresent(found::add);
      }
      return found;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      searches.forEach(search -> search.cancel(true));
    }
  }

  private static PinholeProtocol upnp(Gateway found, Inet6Address local) {
    return new UpnpPinholes(found, local);
  }

  private Optional<PinholeProtocol> byPcp(Inet6Address local) throws InterruptedException {
    try {
      var gateway = defaultGateway.get();
      if (gateway.isEmpty()) {
        return Optional.empty();
      }
      var router = inNetworkOf(local, gateway.get());
      var pcp = new PcpClient(GatewayPort.of(router).from(local), nonces);
      pcp.look();
      return Optional.of(new PcpPinholes(pcp, local));
    } catch (IOException e) {
      LOG.debug("The router does not speak PCP for IPv6", e);
      return Optional.empty();
    }
  }

  /** A link-local address, as gateways of IPv6 have, is one only together with its network. */
  private static InetAddress inNetworkOf(Inet6Address local, InetAddress gateway)
      throws IOException {
    var network = NetworkInterface.getByInetAddress(local);
    return gateway.isLinkLocalAddress() && network != null
        ? Inet6Address.getByAddress(null, gateway.getAddress(), network)
        : gateway;
  }
}
