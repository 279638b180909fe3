package app.gatehouse.reach;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ports that the router lets in only while somebody outside tries them. What was let in before
 * stays. What a crash leaves behind ends with its lease.
 */
abstract class PassingPorts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassingPorts.class);

  /** What may be the router's by now and has to be taken back. */
  private final Set<Integer> asked = new TreeSet<>();

  private final Set<Integer> granted = new TreeSet<>();
  private final Map<Integer, Problem> refusals = new HashMap<>();
  private boolean isHurried;

  /** Whether the router need not be asked. */
  abstract boolean isNeedless(Port port) throws ProblemException, InterruptedException;

  abstract void ask(Port port) throws ProblemException, InterruptedException;

  abstract void takeBack(int outer) throws ProblemException, InterruptedException;

  final void make(List<Port> ports) throws InterruptedException {
    for (var port : ports) {
      try {
        if (!isNeedless(port)) {
          // Before the router is asked: it may grant what nobody waits for any more.
          asked.add(port.outer());
          ask(port);
          granted.add(port.outer());
        }
      } catch (ProblemException e) {
        refusals.put(port.outer(), e.problem());
      }
    }
  }

  final boolean isAnyMade() {
    return !granted.isEmpty();
  }

  /** Why the router did not let this port in. */
  final Optional<Problem> refusal(int outer) {
    return Optional.ofNullable(refusals.get(outer));
  }

  /** Whoever cancelled does not wait until the router has taken everything back. */
  final void hurry() {
    isHurried = true;
  }

  /** Takes back what was made, once: whoever comes later may have made the same anew. */
  @Override
  public final synchronized void close() {
    var ports = List.copyOf(asked);
    asked.clear();
    if (ports.isEmpty()) {
      return;
    }
    var undo = Thread.ofVirtual().name("take-ports-back").start(() -> takeBack(ports));
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
        takeBack(outer);
      } catch (ProblemException e) {
        LOG.warn("Port {} stays let in until its lease ends: {}", outer, e.problem());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
