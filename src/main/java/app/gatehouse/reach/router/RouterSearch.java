package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the router by all protocols at once. */
class RouterSearch {
  private static final Logger LOG = LoggerFactory.getLogger(RouterSearch.class);

  /** How long a router that was found by UPnP may take to say that it speaks others, too. */
  private static final long OTHERS_MILLIS = 400;

  private final GatewaySearch upnp;
  private final Supplier<Optional<InetAddress>> defaultGateway;
  private final MappingNonces nonces;
  private final HeldLeases heldByPcp = new HeldLeases();
  private final HeldLeases heldByNatPmp = new HeldLeases();

  RouterSearch(
      GatewaySearch upnp, Supplier<Optional<InetAddress>> defaultGateway, MappingNonces nonces) {
    this.upnp = upnp;
    this.defaultGateway = defaultGateway;
    this.nonces = nonces;
  }

  /**
   * The router by each protocol that it speaks, the best first; empty when it speaks none, which
   * takes three seconds at most.
   */
  List<MappingProtocol> find() throws InterruptedException {
    var others = new ArrayList<FutureTask<MappingProtocol>>();
    try {
      defaultGateway.get().ifPresent(address -> askOthers(address, others));
      var found = new ArrayList<MappingProtocol>();
      upnp.find().map(UpnpMapping::new).ifPresent(found::add);
      if (others.isEmpty() && !found.isEmpty()) {
        // A system that does not tell its gateway; it is known now.
        askOthers(found.getFirst().router(), others);
      }
      var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(OTHERS_MILLIS);
      for (var other : others) {
        result(other, end).ifPresent(found::add);
      }
      return found;
    } finally {
      others.forEach(other -> other.cancel(true));
    }
  }

  private void askOthers(InetAddress router, List<FutureTask<MappingProtocol>> others) {
    var port = GatewayPort.of(router);
    others.add(new FutureTask<>(() -> met(new PcpClient(port, nonces), heldByPcp)));
    others.add(new FutureTask<>(() -> met(new NatPmpClient(port), heldByNatPmp)));
    others.forEach(other -> Thread.ofVirtual().name("port-protocol").start(other));
  }

  /**
   * Any answer will do: a router that has no outer address at the moment speaks it all the same.
   */
  private static MappingProtocol met(LeaseProtocol protocol, HeldLeases held)
      throws IOException, InterruptedException {
    return new LeaseMapping(protocol, protocol.look().local(), held);
  }

  private static Optional<MappingProtocol> result(FutureTask<MappingProtocol> other, long end)
      throws InterruptedException {
    try {
      return Optional.of(other.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The router does not speak this", e);
      return Optional.empty();
    }
  }
}
