package app.gatehouse.reach;

import app.gatehouse.model.network.IpRange;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.OutsideProof;
import app.gatehouse.reach.probe.PhoneDoor;
import app.gatehouse.reach.probe.ProbeDoor;
import app.gatehouse.reach.probe.ProbeMemory;
import app.gatehouse.reach.probe.ProbeServices;
import app.gatehouse.reach.probe.ProofRequest;
import app.gatehouse.reach.router.Router;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Checks of homes that nobody outside is asked about. */
public final class Homes {
  private Homes() {}

  /** A proof by phone at this computer's ports, which waits for a phone from 127.0.0.9. */
  public static PhoneTry phone(ProbeDoor door, List<Integer> ports) throws ProblemException {
    var home = InetAddress.ofLiteral("127.0.0.1");
    var waiting =
        new OutsideProof(
                ProbeServices.of(List.of()),
                new HttpFetch(),
                door,
                new IpFacts(List.of(IpRange.of("127.0.0.0/8"))),
                new ProbeMemory(InstantSource.system(), ProbeMemory.Shelf.NONE),
                Waiter.real(),
                new SecureRandom())
            .invitePhone(
                ports.stream().map(port -> new ProofRequest.Port(port, port, false)).toList(),
                home,
                Set.of(home),
                new PhoneDoor.Words("outside", "inside"));
    return new PhoneTry(
        waiting,
        new PassingDoors(Router.NONE, Optional.empty()),
        open -> {
          throw new AssertionError("nobody comes");
        });
  }

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
            new ProbeMemory(InstantSource.system(), ProbeMemory.Shelf.NONE),
            Waiter.real(),
            new SecureRandom());
    return new HomeCheck(
        network, router, ips, publicAddress, resolver, new OwnPorts(80, 443, ours), nobody);
  }
}
