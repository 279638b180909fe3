package app.gatehouse.reach.router;

import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps ports by PCP or NAT-PMP. Neither shows what the router has. So a mapping is read back by
 * asking for it once more, which must grant the same; and whether it is still there is concluded
 * from the router's not having restarted since.
 */
final class LeaseMapping implements MappingProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseMapping.class);

  /** Of the range for private use; nobody waits for anything there. */
  private static final int HIGH_PORT = 49_871;

  private final LeaseProtocol protocol;
  private final InetAddress local;
  private final HeldLeases held;
  private final Refusals refusals;

  /**
   * @param local this computer's address towards the router
   * @param held what was granted by this protocol before
   */
  LeaseMapping(LeaseProtocol protocol, InetAddress local, HeldLeases held) {
    this.protocol = protocol;
    this.local = local;
    this.held = held;
    refusals = new Refusals(protocol.router().getHostAddress(), local);
  }

  @Override
  public String name() {
    return protocol.name();
  }

  @Override
  public Optional<String> routerName() {
    return Optional.empty();
  }

  @Override
  public InetAddress router() {
    return protocol.router();
  }

  @Override
  public InetAddress local() {
    return local;
  }

  @Override
  public Optional<InetAddress> outerAddress() throws InterruptedException {
    try {
      return protocol.outerAddress().or(held::outerAddress);
    } catch (IOException e) {
      LOG.debug("The router does not tell its outer address", e);
      return Optional.empty();
    }
  }

  @Override
  public Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    makeWay(outerPort, innerPort, remembered);
    var granted = ask(outerPort, innerPort);
    // The same request gets the same mapping, so what it gets is what the router has.
    var after = ask(outerPort, innerPort);
    held.put(outerPort, innerPort, after);
    var outer = after.outerAddress().or(granted::outerAddress).or(held::outerAddress);
    return new Grant(
        outerPort,
        innerPort,
        after.local().getHostAddress(),
        outer.map(InetAddress::getHostAddress).orElse(null),
        after.lifetime(),
        true);
  }

  /** An outer port leads to one inner port, and each inner port has one mapping only. */
  private void makeWay(int outerPort, int innerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var before = innerBefore(outerPort, remembered);
    if (before.isPresent() && before.getAsInt() != innerPort) {
      giveBack(outerPort, before.getAsInt());
    }
    var other = held.outerPortOf(innerPort);
    if (other.isPresent() && other.get() != outerPort) {
      throw refusals
          .refuses(outerPort)
          .detail(innerPort + " is already mapped to " + other.get())
          .exception();
    }
  }

  private OptionalInt innerBefore(int outerPort, OptionalInt remembered) {
    return held.find(outerPort).map(lease -> OptionalInt.of(lease.innerPort())).orElse(remembered);
  }

  /** Asks for exactly this port; another one is of no use and is given back. */
  private LeaseAnswer ask(int outerPort, int innerPort)
      throws IOException, ProblemException, InterruptedException {
    var answer = protocol.request(innerPort, outerPort, PortMapper.LEASE);
    if (!answer.isGranted()) {
      throw refusal(outerPort, answer);
    }
    if (answer.outerPort() != outerPort) {
      giveBack(outerPort, innerPort);
      var toHighPort = Refusals.isLow(outerPort) && !Refusals.isLow(answer.outerPort());
      throw (toHighPort ? refusals.refusesLowPorts(outerPort) : refusals.refuses(outerPort))
          .detail(name() + " granted port " + answer.outerPort() + " instead")
          .exception();
    }
    if (answer.lifetime().isZero()) {
      throw refusals.refuses(outerPort).detail(name() + " granted it for no time").exception();
    }
    return answer;
  }

  private ProblemException refusal(int outerPort, LeaseAnswer answer)
      throws IOException, InterruptedException {
    var problem =
        switch (answer.result()) {
          case CONFLICT -> refusals.conflict(outerPort, "");
          case NOT_AUTHORIZED ->
              Refusals.isLow(outerPort) && allowsHighPorts()
                  ? refusals.refusesLowPorts(outerPort)
                  : refusals.refuses(outerPort);
          case GRANTED, FAILED -> refusals.refuses(outerPort);
        };
    return problem.detail(answer.detail()).exception();
  }

  /** Tells "no low ports" from "no ports at all", by mapping a high one for an instant. */
  private boolean allowsHighPorts() throws IOException, InterruptedException {
    var granted = protocol.request(HIGH_PORT, HIGH_PORT, PortMapper.LEASE).isGranted();
    if (granted) {
      protocol.request(HIGH_PORT, HIGH_PORT, Duration.ZERO);
    }
    return granted;
  }

  @Override
  public boolean leadsHere(int outerPort, int innerPort) throws IOException, InterruptedException {
    var lease = held.find(outerPort);
    return lease.isPresent() && lease.get().isKept(innerPort, protocol.look());
  }

  /** Ours is what was granted to us, or what the caller remembers: the router does not say. */
  @Override
  public boolean unmap(int outerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException {
    var inner = innerBefore(outerPort, remembered);
    if (inner.isEmpty()) {
      return false;
    }
    var answer = giveBack(outerPort, inner.getAsInt());
    if (answer.result() == LeaseAnswer.Result.FAILED) {
      throw refusals.refuses(outerPort).detail("not deleted: " + answer.detail()).exception();
    }
    // Not authorized: somebody else's.
    return answer.isGranted();
  }

  private LeaseAnswer giveBack(int outerPort, int innerPort)
      throws IOException, InterruptedException {
    var answer = protocol.request(innerPort, outerPort, Duration.ZERO);
    held.remove(outerPort);
    return answer;
  }
}
