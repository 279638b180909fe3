package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Router;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Makes, renews and takes back this home's mappings at the router, one at a time: a renewal that
 * crosses a removal would leave a mapping behind, and a removal that crosses a new setup would take
 * a port from it. All threads; every method blocks for some seconds at most and reacts to an
 * interrupt.
 */
public final class MappedPorts {
  private final Router router;
  private final Mappings mappings;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  public MappedPorts(Router router, Mappings mappings, InstantSource clock) {
    this.router = router;
    this.mappings = mappings;
    this.clock = clock;
  }

  /** Whether the router may be asked at all. */
  public boolean enabled() {
    return router.enabled();
  }

  /** See {@link Router#map}; what is ours is kept from then on. */
  public void map(int outerPort, int innerPort) throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      ask(outerPort, innerPort);
    } finally {
      lock.unlock();
    }
  }

  /** Maps once more what is kept; does nothing when it was taken back meanwhile. */
  public void renew(Mapping kept) throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (mappings.find(kept.outerPort()).isPresent()) {
        ask(kept.outerPort(), kept.innerPort());
      }
    } finally {
      lock.unlock();
    }
  }

  private void ask(int outerPort, int innerPort) throws ProblemException, InterruptedException {
    var grant = router.map(outerPort, innerPort);
    if (grant.ours()) {
      mappings.put(grant, clock.instant());
    } else {
      mappings.remove(outerPort);
    }
  }

  /**
   * Takes a mapping back, if it is ours. It stays kept when the router cannot be asked, so that
   * somebody can try again.
   *
   * @param needed whether somebody needs it; then nothing happens
   * @throws ProblemException see {@link Router#unmap}
   */
  public void takeBack(int outerPort, BooleanSupplier needed)
      throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!needed.getAsBoolean()) {
        router.unmap(outerPort);
        mappings.remove(outerPort);
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #takeBack} where the lease has ended: the router has forgotten it by itself. */
  public void forget(int outerPort, BooleanSupplier needed)
      throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!needed.getAsBoolean()) {
        mappings.remove(outerPort);
      }
    } finally {
      lock.unlock();
    }
  }
}
