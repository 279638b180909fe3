package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks services on the internet from which address they see us. No single one is believed where
 * others say something else.
 */
public final class PublicAddress {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final IpFacts ips;
  private final List<Echo> services;

  /**
   * @param services whom to ask, from the setting {@code ip-echo.services}, as {@link Echo} reads
   *     them. Empty means that nobody is asked.
   */
  public PublicAddress(HttpFetch http, IpFacts ips, List<URI> services) {
    this.ips = ips;
    this.services = services.stream().map(service -> Echo.of(service, http)).toList();
  }

  /** Whether anybody is asked at all. */
  public boolean isAsked() {
    return !services.isEmpty();
  }

  /**
   * Asks all services at once. At most three seconds.
   *
   * @return per family the address that most of them named; a family is missing when nobody named a
   *     public address or when they disagree evenly
   */
  public Map<IpFamily, InetAddress> ask() throws InterruptedException {
    var questions =
        services.stream().map(s -> (Callable<Optional<InetAddress>>) () -> ask(s)).toList();
    var votes = new HashMap<InetAddress, Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var asked : threads.invokeAll(questions, LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        answer(asked).ifPresent(address -> votes.merge(address, 1, Integer::sum));
      }
    }
    var result = new EnumMap<IpFamily, InetAddress>(IpFamily.class);
    for (var family : IpFamily.values()) {
      winner(votes, family).ifPresent(address -> result.put(family, address));
    }
    return result;
  }

  private Optional<InetAddress> ask(Echo service) throws InterruptedException {
    return service.ask(LIMIT).filter(ips::isPublic);
  }

  private static Optional<InetAddress> answer(Future<Optional<InetAddress>> asked)
      throws InterruptedException {
    try {
      return asked.isCancelled() ? Optional.empty() : asked.get();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> winner(Map<InetAddress, Integer> votes, IpFamily family) {
    var most =
        votes.entrySet().stream()
            .filter(vote -> IpFacts.family(vote.getKey()) == family)
            .sorted(Map.Entry.<InetAddress, Integer>comparingByValue().reversed())
            .limit(2)
            .toList();
    var tie = most.size() == 2 && most.get(0).getValue().equals(most.get(1).getValue());
    if (most.isEmpty() || tie) {
      return Optional.empty();
    }
    return Optional.of(most.getFirst().getKey());
  }
}
