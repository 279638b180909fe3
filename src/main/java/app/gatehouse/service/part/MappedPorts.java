package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, renews and takes back this home's mappings at the router, one at a time: a renewal that
 * crosses a removal would leave a mapping behind, and a removal that crosses a new setup would take
 * a port from it. All threads; every method that asks the router blocks for some seconds at most
 * and reacts to an interrupt.
 */
public final class MappedPorts {
  private static final Logger LOG = LoggerFactory.getLogger(MappedPorts.class);
  private static final int OUTER_HTTP = 80;
  private static final int OUTER_HTTPS = 443;

  /** A CA and visitors always come to these, whatever the forwarder's ports are. */
  public static final List<Integer> OUTER = List.of(OUTER_HTTP, OUTER_HTTPS);

  private final Router router;
  private final Mappings mappings;
  private final SiteServer server;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  public MappedPorts(Router router, Mappings mappings, SiteServer server, InstantSource clock) {
    this.router = router;
    this.mappings = mappings;
    this.server = server;
    this.clock = clock;
  }

  /** Whether the router may be asked at all. */
  public boolean enabled() {
    return router.enabled();
  }

  /** The port that visitors from outside use for HTTPS: another where the router translates. */
  public int publicHttpsPort() {
    return mappings.find(OUTER_HTTPS).isPresent() ? OUTER_HTTPS : server.httpsPort();
  }

  /** Whether a mapping that is kept leads to where the forwarder no longer is. */
  public boolean isAstray(Mapping kept) {
    return innerPort(kept.outerPort(), kept.innerPort()) != kept.innerPort();
  }

  /**
   * Maps one of the {@link #OUTER} ports to where the forwarder is; what is ours is kept from then
   * on.
   *
   * @throws ProblemException see {@link Router#map}
   */
  public void map(int outerPort) throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      ask(outerPort, 0);
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

  /**
   * Maps once more what is kept if the router has lost it, as those do that restart.
   *
   * @return whether it was lost
   */
  public boolean restore(Mapping kept) throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (mappings.find(kept.outerPort()).isEmpty()
          || router.leadsHere(kept.outerPort(), kept.innerPort())) {
        return false;
      }
      ask(kept.outerPort(), kept.innerPort());
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void ask(int outerPort, int innerBefore) throws ProblemException, InterruptedException {
    var grant = router.map(outerPort, innerPort(outerPort, innerBefore), remembered(outerPort));
    if (grant.ours()) {
      mappings.put(grant, clock.instant());
    } else {
      mappings.remove(outerPort);
    }
  }

  /**
   * @param before what it was; stays where the system chooses a port that is not bound yet
   */
  private int innerPort(int outerPort, int before) {
    var inner =
        switch (outerPort) {
          case OUTER_HTTP -> server.httpPort();
          case OUTER_HTTPS -> server.httpsPort();
          default -> 0;
        };
    return inner == 0 ? before : inner;
  }

  private OptionalInt remembered(int outerPort) {
    return mappings.find(outerPort).stream().mapToInt(Mapping::innerPort).findFirst();
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
        router.unmap(outerPort, remembered(outerPort));
        mappings.remove(outerPort);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes all mappings back for now. They stay kept, so that whoever looks after them next makes
   * them anew.
   *
   * @throws ProblemException see {@link Router#unmap}, after all have been tried
   */
  public void suspend() throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      @Nullable ProblemException failure = null;
      for (var mapping : mappings.all()) {
        try {
          router.unmap(mapping.outerPort(), OptionalInt.of(mapping.innerPort()));
        } catch (ProblemException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes back everything that is kept and that nobody needs. What the router does not give back
   * stays kept for another try.
   */
  public void takeBackAll(BooleanSupplier needed) throws InterruptedException {
    for (var mapping : mappings.all()) {
      try {
        takeBack(mapping.outerPort(), needed);
      } catch (ProblemException e) {
        // The mapping job tries on until the lease is over.
        LOG.warn("Port {} stays mapped for now: {}", mapping.outerPort(), e.getMessage());
      }
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
