package app.gatehouse.reach;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Port forwards that are there only while somebody outside tries them. What was forwarded here
 * before stays. What a crash leaves behind ends with its lease.
 */
final class PassingForwards implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassingForwards.class);

  private final Router router;

  /** What may be the router's by now and has to be taken back. */
  private final Set<Integer> asked = new TreeSet<>();

  private final Set<Integer> granted = new TreeSet<>();
  private final Map<Integer, Problem> refusals = new HashMap<>();
  private boolean isHurried;

  PassingForwards(Router router) {
    this.router = router;
  }

  void make(List<Port> ports) throws InterruptedException {
    for (var port : ports) {
      try {
        if (!router.leadsHere(port.outer(), port.inner())) {
          // Before the router is asked: it may grant what nobody waits for any more.
          asked.add(port.outer());
          router.map(port.outer(), port.inner(), OptionalInt.empty());
          granted.add(port.outer());
        }
      } catch (ProblemException e) {
        refusals.put(port.outer(), e.problem());
      }
    }
  }

  boolean isAnyMade() {
    return !granted.isEmpty();
  }

  /** Why the router did not forward this port. */
  Optional<Problem> refusal(int outer) {
    return Optional.ofNullable(refusals.get(outer));
  }

  /** Whoever cancelled does not wait until the router has taken everything back. */
  void hurry() {
    isHurried = true;
  }

  /** Takes back what was made, once: whoever comes later may have made the same anew. */
  @Override
  public synchronized void close() {
    var ports = List.copyOf(asked);
    asked.clear();
    if (ports.isEmpty()) {
      return;
    }
    var undo = Thread.ofVirtual().name("take-forwards-back").start(() -> takeBack(ports));
    if (!isHurried) {
      try {
        undo.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void takeBack(List<Integer> ports) {
    for (var outer : ports) {
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
