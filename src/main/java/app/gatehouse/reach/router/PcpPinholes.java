package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.Optional;

/** Pinholes by PCP: a mapping of an address to itself (RFC 6887, sections 1.2 and 11.2). */
final class PcpPinholes implements PinholeProtocol {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final PcpClient pcp;
  private final Inet6Address local;
  private final Refusals refusals;
  private final HeldLeases held = new HeldLeases();

  /**
   * @param pcp asks from that address
   */
  PcpPinholes(PcpClient pcp, Inet6Address local) {
    this.pcp = pcp;
    this.local = local;
    refusals = new Refusals(pcp.router().getHostAddress(), local);
  }

  @Override
  public String name() {
    return pcp.name();
  }

  @Override
  public Pinhole open(int port, Optional<Pinhole> before)
      throws IOException, ProblemException, InterruptedException {
    ask(port);
    // The same request gets the same mapping, so what it gets is what the router has.
    var answer = ask(port);
    held.put(port, port, answer);
    return new Pinhole(IpLiteral.text(local), port, name(), null, answer.lifetime());
  }

  private LeaseAnswer ask(int port) throws IOException, ProblemException, InterruptedException {
    var answer = pcp.request(port, port, PortMapper.LEASE);
    if (!answer.isGranted() || answer.lifetime().isZero()) {
      throw refusals.refusesPinhole(port).detail(answer.detail()).exception();
    }
    if (answer.outerPort() != port || !answer.outerAddress().equals(Optional.of(local))) {
      pcp.request(port, port, Duration.ZERO);
      throw refusals
          .refusesPinhole(port)
          .detail("granted " + answer.outerAddress() + " port " + answer.outerPort())
          .exception();
    }
    return answer;
  }

  @Override
  public boolean isOpen(Pinhole pinhole) throws IOException, InterruptedException {
    var lease = held.find(pinhole.port());
    return lease.isPresent() && lease.get().isKept(pinhole.port(), pcp.look());
  }

  /**
   * There are routers that do not know a pinhole again for closing once it was renewed (miniupnpd
   * 2.3.1), but renew it: then it ends by itself as soon as the router lets it.
   */
  @Override
  public void close(Pinhole pinhole) throws IOException, ProblemException, InterruptedException {
    var port = pinhole.port();
    held.remove(port);
    var answer = pcp.request(port, port, Duration.ZERO);
    if (answer.result() == LeaseAnswer.Result.NOT_AUTHORIZED) {
      answer = pcp.request(port, port, SHORTEST);
    }
    if (answer.result() == LeaseAnswer.Result.FAILED) {
      throw refusals.refusesPinhole(port).detail(answer.detail()).exception();
    }
  }
}
