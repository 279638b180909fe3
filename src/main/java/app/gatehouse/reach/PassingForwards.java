package app.gatehouse.reach;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Router;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Port forwards that are there only while somebody outside tries them. What was forwarded here
 * before stays. What a crash leaves behind ends with its lease.
 */
final class PassingForwards implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassingForwards.class);

  private final Router router;
  private final Set<Integer> made = new HashSet<>();
  private final Map<Integer, Problem> refusals = new HashMap<>();

  PassingForwards(Router router) {
    this.router = router;
  }

  void make(List<Port> ports) throws InterruptedException {
    for (var port : ports) {
      try {
        if (!router.leadsHere(port.outer(), port.inner())) {
          router.map(port.outer(), port.inner(), OptionalInt.empty());
          made.add(port.outer());
        }
      } catch (ProblemException e) {
        refusals.put(port.outer(), e.problem());
      }
    }
  }

  boolean isAnyMade() {
    return !made.isEmpty();
  }

  /** Why the router did not forward this port. */
  Optional<Problem> refusal(int outer) {
    return Optional.ofNullable(refusals.get(outer));
  }

  /** Takes back what was made; somebody who is in a hurry need not wait for it. */
  @Override
  public void close() {
    if (made.isEmpty()) {
      return;
    }
    var isHurried = Thread.currentThread().isInterrupted();
    var undo = Thread.ofVirtual().name("take-forwards-back").start(this::takeBack);
    if (!isHurried) {
      try {
        undo.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void takeBack() {
    for (var outer : made) {
      try {
        router.unmap(outer, OptionalInt.empty());
      } catch (ProblemException e) {
        LOG.warn("The forward of port {} stays until its lease ends: {}", outer, e.problem());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
