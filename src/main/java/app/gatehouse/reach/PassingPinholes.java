package app.gatehouse.reach;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Pinhole;
import app.gatehouse.reach.router.Pinholes;
import java.net.Inet6Address;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pinholes for IPv6. No router shows which ones it has, but nobody else asks for those of a port
 * that Gatehouse listens on; whoever keeps some for sites asks for no passing ones.
 */
final class PassingPinholes extends PassingPorts {
  private final Pinholes pinholes;
  private final Optional<Inet6Address> here;
  private final Map<Integer, Pinhole> made = new ConcurrentHashMap<>();
  private @Nullable ProblemException absent;

  /**
   * @param here the address that visitors come to
   */
  PassingPinholes(Pinholes pinholes, Optional<Inet6Address> here) {
    this.pinholes = pinholes;
    this.here = here;
  }

  /** Nobody translates IPv6: a pinhole to another port than the outer one leads nowhere. */
  @Override
  boolean isNeedless(Port port) {
    return here.isEmpty() || port.outer() != port.inner();
  }

  @Override
  void ask(Port port) throws ProblemException, InterruptedException {
    if (absent != null) {
      // Whoever is not there for one port is not for the next, and a search takes seconds.
      throw absent;
    }
    try {
      made.put(port.outer(), pinholes.open(here.orElseThrow(), port.outer()));
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.ROUTER_NOT_FOUND) {
        absent = e;
      }
      throw e;
    }
  }

  @Override
  void takeBack(int outer) throws ProblemException, InterruptedException {
    if (refusal(outer).isPresent()) {
      return;
    }
    var known = made.get(outer);
    // Asked once more, the router names the one that it made for somebody who did not wait.
    pinholes.close(known == null ? pinholes.open(here.orElseThrow(), outer) : known);
  }
}
