package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.Inet6Address;
import java.util.Optional;
import java.util.Set;

/**
 * Pinholes by UPnP (WANIPv6FirewallControl:1). Routers take them only from the very address that
 * they lead to, and some only for ports from 1024.
 */
final class UpnpPinholes implements PinholeProtocol {
  /** No such entry; miniupnpd says "invalid arguments" in its place. */
  private static final Set<Integer> UNKNOWN = Set.of(704, 402);

  private static final int TCP = 6;

  private final Gateway gateway;
  private final Inet6Address local;
  private final Refusals refusals;

  /**
   * @param gateway whose service is the firewall
   */
  UpnpPinholes(Gateway gateway, Inet6Address local) {
    this.gateway = gateway;
    this.local = local;
    refusals = new Refusals(gateway.name(), local);
  }

  @Override
  public String name() {
    // Version 1 of the gateway device has no such service.
    return "upnp-igd2";
  }

  @Override
  public Pinhole open(int port, Optional<Pinhole> before)
      throws IOException, ProblemException, InterruptedException {
    var id = before.map(Pinhole::id);
    if (id.isPresent() && renewed(id.get())) {
      return pinhole(port, id.get());
    }
    requireFirewall(port);
    var made = add(port);
    if (isMissing(made)) {
      throw refusals.refusesPinhole(port).detail("granted, but read back as nothing").exception();
    }
    return pinhole(port, made);
  }

  /** Whether the router still had it; if not, for whatever reason, it is asked anew. */
  private boolean renewed(int id) throws IOException, InterruptedException {
    return new UpnpAction("UpdatePinhole")
        .with("UniqueID", id)
        .with("NewLeaseTime", PortMapper.LEASE.toSeconds())
        .send(gateway)
        .isDone();
  }

  /** A router that lets nobody ask says so here. */
  private void requireFirewall(int port)
      throws IOException, ProblemException, InterruptedException {
    var status = new UpnpAction("GetFirewallStatus").send(gateway);
    if (status.value("InboundPinholeAllowed").equals("0")) {
      throw refusals.refusesPinhole(port).detail("InboundPinholeAllowed is 0").exception();
    }
  }

  private int add(int port) throws IOException, ProblemException, InterruptedException {
    var answer =
        new UpnpAction("AddPinhole")
            .with("RemoteHost", "")
            .with("RemotePort", 0)
            .with("InternalClient", IpLiteral.text(local))
            .with("InternalPort", port)
            .with("Protocol", TCP)
            .with("LeaseTime", PortMapper.LEASE.toSeconds())
            .send(gateway);
    requireDone(port, answer);
    try {
      return Integer.parseInt(answer.value("UniqueID"));
    } catch (NumberFormatException e) {
      throw refusals.refusesPinhole(port).detail("granted without a number").exception();
    }
  }

  /** Some routers do not count packets, and say that they do not know how. */
  private boolean isMissing(int id) throws IOException, InterruptedException {
    var answer = new UpnpAction("GetPinholePackets").with("UniqueID", id).send(gateway);
    return answer.error().filter(UNKNOWN::contains).isPresent();
  }

  @Override
  public boolean isOpen(Pinhole pinhole) throws IOException, InterruptedException {
    var id = pinhole.id();
    return id != null && !isMissing(id);
  }

  @Override
  public void close(Pinhole pinhole) throws IOException, ProblemException, InterruptedException {
    var id = pinhole.id();
    if (id == null) {
      return;
    }
    var answer = new UpnpAction("DeletePinhole").with("UniqueID", id).send(gateway);
    if (!answer.isDone() && !isMissing(id)) {
      throw refusals.refusesPinhole(pinhole.port()).detail(answer.detail()).exception();
    }
  }

  private void requireDone(int port, UpnpAction.Outcome answer) throws ProblemException {
    if (!answer.isDone()) {
      throw refusals.refusesPinhole(port).detail(answer.detail()).exception();
    }
  }

  private Pinhole pinhole(int port, int id) {
    return new Pinhole(IpLiteral.text(local), port, name(), id, PortMapper.LEASE);
  }
}
