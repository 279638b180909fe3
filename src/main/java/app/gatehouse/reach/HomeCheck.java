package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.PortReport;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Router;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at this home: ports, addresses, router, name. Reads only; the one thing it does is to hold
 * a port for an instant. All checks run at once, each on its own. Safe for all threads.
 */
public final class HomeCheck {
  private static final Duration LIMIT = Duration.ofMillis(4500);

  private final NetworkFacts network;
  private final Router router;
  private final PublicAddress publicAddress;
  private final PortCheck ports;
  private final AddressChecks addresses;
  private final NameCheck names;

  /**
   * @param ours whether Gatehouse itself listens on a port at the moment
   */
  public HomeCheck(
      NetworkFacts network,
      Router router,
      IpFacts ips,
      PublicAddress publicAddress,
      Resolver resolver,
      IntPredicate ours) {
    this.network = network;
    this.router = router;
    this.publicAddress = publicAddress;
    ports = new PortCheck(network, ours);
    addresses = new AddressChecks(network, ips);
    names = new NameCheck(resolver, ips, network, router, publicAddress);
  }

  /**
   * Looks at everything. At most five seconds.
   *
   * @param wanted the ports that shall be reachable from outside
   * @throws ProblemException {@code cancelled} when this thread is interrupted
   */
  public HomeReport check(Set<Integer> wanted) throws ProblemException {
    var sorted = new TreeSet<>(wanted);
    var look = new FutureTask<>(router::find);
    var echo = new FutureTask<>(publicAddress::ask);
    var checks = new ArrayList<Check>();
    for (var port : sorted) {
      var facts = Map.of("port", Integer.toString(port));
      checks.add(new Check("port-" + port, facts, () -> ports.check(port)));
    }
    checks.add(new Check("gateway", addresses::gateway));
    checks.add(new Check("addresses-ipv4", () -> addresses.own(IpFamily.IPV4)));
    checks.add(new Check("addresses-ipv6", () -> addresses.own(IpFamily.IPV6)));
    checks.add(new Check("router", () -> router(run(look))));
    checks.add(new Check("wan-address", () -> addresses.wan(wait(look))));
    checks.add(new Check("public-address", () -> publicAddress(look, echo)));
    checks.add(new Check("sleep", this::sleep));
    try {
      return report(sorted, Check.runAll(checks, LIMIT), done(look));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.error(ProblemCode.CANCELLED).exception();
    }
  }

  /**
   * Where a name leads. At most ten seconds. For a private name no public DNS is asked.
   *
   * @throws ProblemException {@code cancelled} when this thread is interrupted
   */
  public NameReport checkName(SiteAddress address) throws ProblemException {
    try {
      return names.check(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.error(ProblemCode.CANCELLED).exception();
    }
  }

  private CheckResult router(Optional<RouterInfo> found) {
    if (!router.enabled()) {
      return CheckResult.skipped("router");
    }
    return addresses.router(found);
  }

  private CheckResult publicAddress(
      FutureTask<Optional<RouterInfo>> look, FutureTask<Map<IpFamily, InetAddress>> echo)
      throws Exception {
    if (!publicAddress.isAsked()) {
      return CheckResult.skipped("public-address");
    }
    var seen = run(echo);
    return addresses.seenFromOutside(seen, wait(look));
  }

  private CheckResult sleep() {
    var sleeps = network.sleepsWhenIdle();
    if (sleeps.isEmpty()) {
      return CheckResult.skipped("sleep");
    }
    return sleeps.get()
        ? CheckResult.of("sleep", Problem.warning(ProblemCode.SLEEP_MAY_INTERRUPT))
        : CheckResult.ok("sleep", Map.of());
  }

  private HomeReport report(
      Set<Integer> wanted, List<CheckResult> results, Optional<RouterInfo> found) {
    var outcomes = new ArrayList<PortReport>();
    for (var port : wanted) {
      outcomes.add(new PortReport(port, IpFamily.IPV4, PortOutcome.UNKNOWN));
      if (addresses.hasPublic(IpFamily.IPV6)) {
        outcomes.add(new PortReport(port, IpFamily.IPV6, PortOutcome.UNKNOWN));
      }
    }
    return new HomeReport(
        FirstVerdict.of(results),
        results,
        outcomes,
        network.addresses().stream().map(AddressText::of).toList(),
        found.orElseGet(this::silentRouter));
  }

  /** The gateway alone, when no mapping protocol told more. */
  private @Nullable RouterInfo silentRouter() {
    return network
        .gateway(IpFamily.IPV4)
        .or(() -> network.gateway(IpFamily.IPV6))
        .map(
            gateway ->
                new RouterInfo(
                    AddressText.of(gateway), null, null, addresses.local().orElse(null), null))
        .orElse(null);
  }

  private static <T> T run(FutureTask<T> task) throws Exception {
    task.run();
    return wait(task);
  }

  private static <T> T wait(FutureTask<T> task) throws Exception {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static Optional<RouterInfo> done(FutureTask<Optional<RouterInfo>> look) {
    return look.state() == Future.State.SUCCESS ? look.resultNow() : Optional.empty();
  }
}
