package app.gatehouse.reach;

import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.OutsideProof;
import app.gatehouse.reach.probe.ProbeMemory;
import app.gatehouse.reach.probe.ProbeServices;
import app.gatehouse.reach.router.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntPredicate;

/** Checks of homes that nobody outside is asked about. */
public final class Homes {
  private Homes() {}

  public static HomeCheck check(
      NetworkFacts network,
      Router router,
      IpFacts ips,
      PublicAddress publicAddress,
      Resolver resolver,
      IntPredicate ours)
      throws ProblemException {
    var nobody =
        new OutsideProof(
            ProbeServices.of(List.of()),
            new HttpFetch(),
            (port, tokens) -> {
              throw new AssertionError("nobody is asked, so nothing is opened");
            },
            ips,
            new ProbeMemory(InstantSource.system()),
            Waiter.real(),
            new SecureRandom());
    return new HomeCheck(
        network, router, ips, publicAddress, resolver, new OwnPorts(80, 443, ours), nobody);
  }
}
