package app.gatehouse.service.part;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Pinhole;
import app.gatehouse.reach.router.Pinholes;
import app.gatehouse.reach.router.Router;
import java.net.Inet6Address;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, renews and closes this home's pinholes for IPv6, one at a time, as {@link MappedPorts}
 * does with the mappings for IPv4. Nobody translates IPv6: they lead to the forwarder's own ports.
 * All threads; every method that asks the router blocks for some seconds at most and reacts to an
 * interrupt.
 */
public final class OpenPinholes {
  private static final Logger LOG = LoggerFactory.getLogger(OpenPinholes.class);

  private final Router router;
  private final KeptPinholes kept;
  private final SiteServer server;
  private final Supplier<Optional<Inet6Address>> here;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param here the address that visitors come to, see {@link HomeReader#publicIpv6}
   */
  public OpenPinholes(
      Router router,
      KeptPinholes kept,
      SiteServer server,
      Supplier<Optional<Inet6Address>> here,
      InstantSource clock) {
    this.router = router;
    this.kept = kept;
    this.server = server;
    this.here = here;
    this.clock = clock;
  }

  /** Whether the router may be asked at all. */
  public boolean enabled() {
    return router.enabled();
  }

  /** The address that pinholes are to lead to; empty where there is no IPv6. */
  public Optional<String> address() {
    return here.get().map(IpLiteral::text);
  }

  /** The ports that are to be open; none where the system chooses them and has not yet. */
  public Set<Integer> ports() {
    var ports = new TreeSet<>(Set.of(server.httpPort()));
    ports.add(server.httpsPort());
    ports.remove(0);
    return ports;
  }

  /** Whether one that is kept leads to where visitors no longer come. */
  public boolean isAstray(KeptPinhole pinhole) {
    return !address().equals(Optional.of(pinhole.address())) || !ports().contains(pinhole.port());
  }

  /**
   * Opens every port at the current address; what is open is kept from then on. That one is refused
   * does not keep the next from being tried. Does nothing where there is no IPv6.
   *
   * @throws ProblemException see {@link Pinholes#open}, {@code storage-full}, {@code
   *     storage-denied}; the first one
   */
  public void openAll() throws ProblemException, InterruptedException {
    @Nullable ProblemException failure = null;
    for (var port : ports()) {
      try {
        open(port, () -> true);
      } catch (ProblemException e) {
        failure = failure == null ? e : failure;
        if (e.problem().code() == ProblemCode.ROUTER_NOT_FOUND) {
          // Whoever is not there for one port is not for the next, and a search takes seconds.
          break;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Opens a port at the current address, or renews it there.
   *
   * @param wanted whether anybody still wants it; else nothing happens
   * @throws ProblemException as {@link #openAll}
   */
  public void open(int port, BooleanSupplier wanted) throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      var local = here.get();
      if (local.isPresent() && wanted.getAsBoolean()) {
        var address = IpLiteral.text(local.get());
        var before = kept.find(address, port);
        if (before.isEmpty()) {
          // Before the router is asked: whoever comes after a crash must know that it may be ours.
          kept.put(new KeptPinhole(address, port, null, clock.instant()));
        }
        ask(local.get(), port, before);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ask(Inet6Address local, int port, Optional<KeptPinhole> before)
      throws ProblemException, InterruptedException {
    try {
      var known = before.map(KeptPinhole::granted);
      var granted =
          known.isPresent()
              ? router.pinholes().keep(known.get())
              : router.pinholes().open(local, port);
      kept.put(new KeptPinhole(granted.address(), port, granted, clock.instant()));
    } catch (ProblemException e) {
      if (before.isEmpty()) {
        kept.remove(IpLiteral.text(local), port);
      }
      throw e;
    }
  }

  /**
   * Opens once more what is kept if the router has lost it, as those do that restart.
   *
   * @return whether it was lost
   */
  public boolean restore(KeptPinhole pinhole, BooleanSupplier wanted)
      throws ProblemException, InterruptedException {
    var granted = pinhole.granted();
    if (granted != null && router.pinholes().isOpen(granted)) {
      return false;
    }
    open(pinhole.port(), wanted);
    return true;
  }

  /**
   * Closes one that is kept. It stays kept when the router cannot be asked, so that somebody can
   * try again.
   *
   * @param needed whether somebody needs it; then nothing happens
   * @throws ProblemException see {@link Pinholes#close}
   */
  public void letGo(KeptPinhole pinhole, BooleanSupplier needed)
      throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!needed.getAsBoolean() && kept.all().contains(pinhole)) {
        close(pinhole);
        kept.remove(pinhole.address(), pinhole.port());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asked once more, the router names the one of which nothing more is known. */
  private void close(KeptPinhole pinhole) throws ProblemException, InterruptedException {
    var known = pinhole.granted();
    router.pinholes().close(known == null ? opened(pinhole) : known);
  }

  private Pinhole opened(KeptPinhole pinhole) throws ProblemException, InterruptedException {
    var local = (Inet6Address) IpLiteral.of(pinhole.address());
    return router.pinholes().open(local, pinhole.port());
  }

  /**
   * Closes everything that is kept and that nobody needs. What the router does not close stays kept
   * for another try.
   */
  public void letGoAll(BooleanSupplier needed) throws InterruptedException {
    for (var pinhole : kept.all()) {
      try {
        letGo(pinhole, needed);
      } catch (ProblemException e) {
        // The pinhole job tries on until the lease is over.
        LOG.warn("Port {} stays open for IPv6 for now: {}", pinhole.port(), e.getMessage());
      }
    }
  }

  /**
   * Closes all pinholes for now. They stay kept, so that whoever looks after them next makes them
   * anew.
   *
   * @throws ProblemException see {@link Pinholes#close}, after all have been tried
   */
  public void suspend() throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      @Nullable ProblemException failure = null;
      for (var pinhole : kept.all()) {
        try {
          close(pinhole);
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

  /** As {@link #letGo} where the lease has ended: the router has forgotten it by itself. */
  public void forget(KeptPinhole pinhole, BooleanSupplier needed)
      throws ProblemException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!needed.getAsBoolean() && kept.all().contains(pinhole)) {
        kept.remove(pinhole.address(), pinhole.port());
      }
    } finally {
      lock.unlock();
    }
  }
}
