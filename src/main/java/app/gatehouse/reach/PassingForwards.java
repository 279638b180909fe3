package app.gatehouse.reach;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Router;
import java.util.OptionalInt;

/** Port forwards of IPv4. */
final class PassingForwards extends PassingPorts {
  private final Router router;

  PassingForwards(Router router) {
    this.router = router;
  }

  @Override
  boolean isNeedless(Port port) throws ProblemException, InterruptedException {
    return router.leadsHere(port.outer(), port.inner());
  }

  @Override
  void ask(Port port) throws ProblemException, InterruptedException {
    router.map(port.outer(), port.inner(), OptionalInt.empty());
  }

  @Override
  void takeBack(int outer) throws ProblemException, InterruptedException {
    router.unmap(outer, OptionalInt.empty());
  }
}
