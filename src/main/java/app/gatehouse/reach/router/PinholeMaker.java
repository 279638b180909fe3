package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pinholes by PCP, which takes any port, or else by UPnP. Looks for the router anew each
 * time: that is twice an hour.
 */
public final class PinholeMaker implements Pinholes {
  private static final Logger LOG = LoggerFactory.getLogger(PinholeMaker.class);

  private final HttpFetch http;
  private final Supplier<Optional<InetAddress>> defaultGateway;
  private final MappingNonces nonces;

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
    return atRouter(local, port, protocol -> protocol.open(port, Optional.empty()));
  }

  @Override
  public Pinhole keep(Pinhole pinhole) throws ProblemException, InterruptedException {
    return atRouter(
        local(pinhole),
        pinhole.port(),
        protocol ->
            protocol.open(
                pinhole.port(),
                Optional.of(pinhole).filter(each -> each.protocol().equals(protocol.name()))));
  }

  /** Only the protocol that made it knows it. */
  @Override
  public void close(Pinhole pinhole) throws ProblemException, InterruptedException {
    atRouter(
        local(pinhole),
        pinhole.port(),
        protocol -> {
          if (protocol.name().equals(pinhole.protocol())) {
            protocol.close(pinhole);
            return pinhole;
          }
          throw new IOException("made by " + pinhole.protocol());
        });
  }

  private static Inet6Address local(Pinhole pinhole) {
    return (Inet6Address) IpFacts.literal(pinhole.address()).orElseThrow();
  }

  /** Something that is asked of the router. */
  @FunctionalInterface
  private interface Request {
    Pinhole of(PinholeProtocol protocol) throws IOException, ProblemException, InterruptedException;
  }

  /** By the first protocol that grants it. */
  private Pinhole atRouter(Inet6Address local, int port, Request request)
      throws ProblemException, InterruptedException {
    var details = new ArrayList<String>();
    @Nullable ProblemException refusal = null;
    for (var protocol : find(local)) {
      try {
        return request.of(protocol);
      } catch (ProblemException e) {
        details.add(e.problem().detail());
        refusal = refusal == null ? e : refusal;
      } catch (IOException e) {
        LOG.debug("No pinhole by {}", protocol.name(), e);
      }
    }
    if (refusal != null) {
      throw refusal.problem().detail(String.join("; ", details)).exception();
    }
    throw Problem.error(ProblemCode.ROUTER_NOT_FOUND)
        .variant("ipv6")
        .with("port", port)
        .with("local-address", IpLiteral.text(local))
        .exception();
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
