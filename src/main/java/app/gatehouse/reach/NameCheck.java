package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.net.DnsAnswer;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.reach.router.Router;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares where a name leads with what is known to be this home. */
final class NameCheck {
  private static final long SYSTEM_LOOK_UP_MILLIS = 2000;

  private final Resolver resolver;
  private final IpFacts ips;
  private final NetworkFacts network;
  private final Router router;
  private final PublicAddress publicAddress;

  NameCheck(
      Resolver resolver,
      IpFacts ips,
      NetworkFacts network,
      Router router,
      PublicAddress publicAddress) {
    this.resolver = resolver;
    this.ips = ips;
    this.network = network;
    this.router = router;
    this.publicAddress = publicAddress;
  }

  NameReport check(SiteAddress address) throws InterruptedException {
    if (address.kind() == AddressKind.PRIVATE) {
      return privateName(address);
    }
    if (address.isIp()) {
      return compared(address, List.of(InetAddress.ofLiteral(address.host())));
    }
    var answers = resolve(address.host());
    var found = answers.stream().flatMap(answer -> answer.values().stream()).toList();
    if (found.isEmpty()) {
      return new NameReport(address.host(), List.of(), false, nothing(address, answers));
    }
    return compared(address, found);
  }

  private List<DnsAnswer<InetAddress>> resolve(String host) throws InterruptedException {
    var questions = new ArrayList<Callable<DnsAnswer<InetAddress>>>();
    for (var family : IpFamily.values()) {
      questions.add(() -> resolver.addresses(host, family));
    }
    return all(questions);
  }

  private static Problem nothing(SiteAddress address, List<DnsAnswer<InetAddress>> answers) {
    for (var answer : answers) {
      if (answer instanceof DnsAnswer.Failed<InetAddress>(var detail)) {
        return Problem.warning(ProblemCode.NAME_SERVERS_BROKEN)
            .with("name", address.displayName())
            .detail(detail);
      }
    }
    return Problem.error(ProblemCode.NAME_NOT_FOUND).with("name", address.displayName());
  }

  private NameReport compared(SiteAddress address, List<InetAddress> found)
      throws InterruptedException {
    var home = new HashSet<>(network.addresses());
    if (!found.stream().allMatch(each -> isHere(each, home))) {
      home.addAll(seenFromOutside());
    }
    var here = found.stream().anyMatch(each -> isHere(each, home));
    return new NameReport(
        address.host(),
        found.stream().map(IpLiteral::text).toList(),
        here,
        judged(address, found, home));
  }

  /** IPv6 first: certificate authorities prefer it, and fall back only when nothing answers. */
  private @Nullable Problem judged(
      SiteAddress address, List<InetAddress> found, Set<InetAddress> home) {
    var elsewhere6 = elsewhere(found, IpFamily.IPV6, home);
    if (!elsewhere6.isEmpty()) {
      return Problem.error(ProblemCode.AAAA_POINTS_ELSEWHERE)
          .with("name", address.displayName())
          .with("found", elsewhere6);
    }
    var elsewhere4 = elsewhere(found, IpFamily.IPV4, home);
    if (elsewhere4.isEmpty()) {
      return null;
    }
    var known = home.stream().anyMatch(a -> isOf(a, IpFamily.IPV4) && ips.isPublic(a));
    // Without knowing the home's own address there is nothing to compare with.
    return known || found.stream().anyMatch(a -> isOf(a, IpFamily.IPV4) && !ips.isPublic(a))
        ? Problem.warning(ProblemCode.NAME_POINTS_ELSEWHERE)
            .with("name", address.displayName())
            .with("found", elsewhere4)
        : Problem.info(ProblemCode.REACHABILITY_UNPROVEN);
  }

  private String elsewhere(List<InetAddress> found, IpFamily family, Set<InetAddress> home) {
    return found.stream()
        .filter(address -> isOf(address, family))
        .filter(address -> !isHere(address, home))
        .map(IpLiteral::text)
        .collect(Collectors.joining(", "));
  }

  private boolean isHere(InetAddress address, Set<InetAddress> home) {
    return ips.isDeclaredPublic(address) || (ips.isPublic(address) && home.contains(address));
  }

  private Set<InetAddress> seenFromOutside() throws InterruptedException {
    var questions = new ArrayList<Callable<Set<InetAddress>>>();
    questions.add(() -> Set.copyOf(publicAddress.ask().values()));
    questions.add(
        () ->
            router.find().map(RouterInfo::wanAddress).flatMap(IpFacts::literal).stream()
                .collect(Collectors.toSet()));
    var seen = new HashSet<InetAddress>();
    all(questions).forEach(seen::addAll);
    return seen;
  }

  /**
   * A name for the local network needs no public DNS. Whether this computer finds it shows whether
   * others may: by the router's DNS, by mDNS or by a hosts file.
   */
  private NameReport privateName(SiteAddress address) throws InterruptedException {
    var own = network.addresses();
    var found = systemLookUp(address.host());
    var here = found.stream().anyMatch(each -> each.isLoopbackAddress() || own.contains(each));
    var texts = found.stream().map(IpLiteral::text).toList();
    if (here) {
      return new NameReport(address.host(), texts, true, null);
    }
    var problem =
        found.isEmpty()
            ? Problem.info(ProblemCode.NAME_NOT_FOUND)
            : Problem.warning(ProblemCode.NAME_POINTS_ELSEWHERE)
                .with("found", String.join(", ", texts));
    var local = new AddressChecks(network, ips).local();
    var named = problem.variant("private").with("name", address.displayName());
    return new NameReport(
        address.host(),
        texts,
        false,
        local.map(text -> named.with("local-address", text)).orElse(named));
  }

  /** As the system resolves it, hosts file and mDNS included; none when that takes too long. */
  private static List<InetAddress> systemLookUp(String host) throws InterruptedException {
    var lookup = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
    Thread.ofVirtual().start(lookup);
    try {
      return lookup.get(SYSTEM_LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    }
  }

  private static boolean isOf(InetAddress address, IpFamily family) {
    return IpFacts.family(address) == family;
  }

  /** Each question has a time limit of its own. */
  private static <T> List<T> all(List<Callable<T>> questions) throws InterruptedException {
    var answers = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var asked : threads.invokeAll(questions)) {
        try {
          answers.add(asked.get());
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    return answers;
  }
}
