package app.gatehouse.reach.router;

import app.gatehouse.net.HttpFetch;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the home's router. Where the system tells its default gateway only that one is believed: a
 * mapping anywhere else would lead nowhere, and whoever answers first need not be the router.
 */
class GatewaySearch {
  /** When the question is asked, in milliseconds from the start: packets get lost. */
  private static final List<Long> ASK_AT = List.of(0L, 400L, 1200L);

  /** How long to wait for a first answer: routers spread theirs over a second. */
  private static final Duration SILENCE = Duration.ofMillis(2500);

  /** How long to wait for the descriptions of those that answered. */
  private static final Duration TOTAL = Duration.ofSeconds(4);

  private static final int MOST_ANSWERS = 16;

  private final GatewayReader reader;
  private final Supplier<Optional<InetAddress>> defaultGateway;
  private final Function<Consumer<SsdpAnswer>, SsdpSearch> networks;

  GatewaySearch(HttpFetch http, Supplier<Optional<InetAddress>> defaultGateway) {
    reader = new GatewayReader(http, Description::connections);
    this.defaultGateway = defaultGateway;
    networks = SsdpSearch::open;
  }

  /**
   * Searches for what lets in what comes to an address of this computer. Whoever of its network
   * answers is believed: the gateway of IPv6 is known by an address that it does not answer from.
   */
  GatewaySearch(HttpFetch http, Inet6Address local) {
    reader = new GatewayReader(http, Description::firewalls);
    defaultGateway = Optional::empty;
    networks = heard -> SsdpSearch.open(local, heard);
  }

  /** At most three seconds when nobody answers, four when somebody answers slowly. */
  Optional<Gateway> find() throws InterruptedException {
    var gateway = defaultGateway.get();
    var run = new Run(gateway);
    try (var search = networks.apply(answer -> run.events.add(new Heard(answer)))) {
      return search.hasNetworks() ? run.until(search) : Optional.empty();
    } finally {
      run.readers.forEach(Thread::interrupt);
    }
  }

  private sealed interface Event {}

  private record Heard(SsdpAnswer answer) implements Event {}

  private record Read(Optional<Gateway> gateway) implements Event {}

  /** One search; everything but the queue belongs to the searching thread. */
  private final class Run {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Optional<InetAddress> gateway;
    private final Set<URI> seen = new HashSet<>();
    private final List<Thread> readers = new ArrayList<>();
    private final long start = System.nanoTime();
    private int asked;
    private int reading;

    Run(Optional<InetAddress> gateway) {
      this.gateway = gateway;
    }

    Optional<Gateway> until(SsdpSearch search) throws InterruptedException {
      while (true) {
        if (asked < ASK_AT.size() && elapsed() >= ASK_AT.get(asked)) {
          search.ask(gateway);
          asked++;
        }
        var end = reading > 0 ? TOTAL.toMillis() : SILENCE.toMillis();
        if (elapsed() >= end) {
          return Optional.empty();
        }
        var next = asked < ASK_AT.size() ? Math.min(end, ASK_AT.get(asked)) : end;
        switch (events.poll(Math.max(1, next - elapsed()), TimeUnit.MILLISECONDS)) {
          case Heard(var answer) -> read(answer);
          case Read(var found) -> {
            reading--;
            if (found.isPresent()) {
              return found;
            }
          }
          case null -> {
            // Time to ask again, or to stop.
          }
        }
      }
    }

    private void read(SsdpAnswer answer) {
      var believed = gateway.isEmpty() || gateway.get().equals(answer.sender());
      if (!believed || seen.size() >= MOST_ANSWERS || !seen.add(answer.location())) {
        return;
      }
      reading++;
      readers.add(
          Thread.ofVirtual().name("upnp-description").start(() -> events.add(result(answer))));
    }

    private Read result(SsdpAnswer answer) {
      try {
        return new Read(reader.read(answer));
      } catch (InterruptedException e) {
        return new Read(Optional.empty());
      }
    }

    private long elapsed() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
  }
}
