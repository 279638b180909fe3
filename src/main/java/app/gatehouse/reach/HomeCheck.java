package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.OutsideProof;
import app.gatehouse.reach.probe.PhoneDoor;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at this home: ports, addresses, router, name. Reads only; what it does is to hold a port
 * for an instant, and to answer at it while somebody outside is asked to knock. All checks run at
 * once, each on its own. Safe for all threads.
 */
public final class HomeCheck {
  private static final Duration LIMIT = Duration.ofMillis(4500);

  /** Where the checks alone are not what is waited for. */
  private static final Consumer<CheckResult> UNTOLD = check -> {};

  private final NetworkFacts network;
  private final Router router;
  private final PublicAddress publicAddress;
  private final PortCheck ports;
  private final AddressChecks addresses;
  private final NameCheck names;
  private final HomeProof proof;

  /**
   * @param outside who knocks from outside
   */
  public HomeCheck(
      NetworkFacts network,
      Router router,
      IpFacts ips,
      PublicAddress publicAddress,
      Resolver resolver,
      OwnPorts ownPorts,
      OutsideProof outside) {
    this.network = network;
    this.router = router;
    this.publicAddress = publicAddress;
    proof = new HomeProof(network, router, ips, outside, ownPorts);
    ports = new PortCheck(network, ownPorts.isOpen());
    addresses = new AddressChecks(network, ips);
    names = new NameCheck(resolver, ips, network, router, publicAddress);
  }

  /** As the other, for whoever waits for the report alone. */
  public HomeReport check(Set<Integer> wanted) throws ProblemException {
    return check(wanted, null, UNTOLD);
  }

  /**
   * Looks at everything that can be seen from inside. At most five seconds.
   *
   * @param wanted the ports that shall be reachable from outside
   * @param firewall what this computer's firewall does; null when nobody could read it
   * @param told hears each check as soon as it has ended, from any thread
   * @throws ProblemException {@code cancelled} when this thread is interrupted
   */
  public HomeReport check(
      Set<Integer> wanted, @Nullable FirewallReport firewall, Consumer<? super CheckResult> told)
      throws ProblemException {
    try {
      var seen = look(wanted, firewall, told);
      var ports = proof.notAsked(new TreeSet<>(wanted));
      return report(seen, proof.facts(seen.results(), ports, seen.router(), false), List.of());
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  /**
   * Looks at everything from inside, then has parties outside knock. Answers at the wanted ports
   * for that time. At most 35 seconds.
   *
   * @throws ProblemException {@code cancelled} when this thread is interrupted
   */
  public HomeReport prove(ProofWish wish) throws ProblemException {
    try {
      var seen = look(wish.ports(), wish.firewall(), UNTOLD);
      var tried = proof.prove(wish, seen.results(), seen.outside(), seen.router());
      var facts = proof.facts(seen.results(), tried.ports(), seen.router(), tried.mappedForNow());
      return report(seen, facts, proof.results(facts));
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  /**
   * As {@link #prove}, with a phone on mobile data instead of parties: no third party is asked. At
   * most ten seconds; then it waits until it is closed.
   *
   * @throws ProblemException what blocks a port on this computer; {@code no-internet} when this
   *     home's address is not known; {@code cancelled}
   */
  public PhoneTry invitePhone(ProofWish wish, PhoneDoor.Words words) throws ProblemException {
    try {
      var seen = look(wish.ports(), wish.firewall(), UNTOLD);
      return proof.invitePhone(
          wish,
          seen.results(),
          seen.outside(),
          seen.router(),
          words,
          facts -> report(seen, facts, proof.results(facts)));
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  /** Whom {@link #prove} asks, to be shown before. */
  public List<ProbeParty> parties() {
    return proof.parties();
  }

  private static ProblemException cancelled() {
    Thread.currentThread().interrupt();
    return Problem.error(ProblemCode.CANCELLED).exception();
  }

  /**
   * @param outside where others see this home
   */
  private record Seen(
      List<CheckResult> results, Map<IpFamily, InetAddress> outside, Optional<RouterInfo> router) {}

  private Seen look(
      Set<Integer> wanted, @Nullable FirewallReport firewall, Consumer<? super CheckResult> told)
      throws InterruptedException {
    var look = new FutureTask<>(router::find);
    var echo = new FutureTask<>(publicAddress::ask);
    var checks = new ArrayList<Check>();
    for (var port : new TreeSet<>(wanted)) {
      var facts = Map.of("port", Integer.toString(port));
      checks.add(new Check("port-" + port, facts, () -> ports.check(port)));
    }
    checks.add(new Check("firewall", () -> FirewallCheck.of(wanted, proof::inner, firewall)));
    checks.add(new Check("gateway", addresses::gateway));
    checks.add(new Check(TunnelCheck.ID, () -> TunnelCheck.of(network.wayOut())));
    checks.add(new Check("addresses-ipv4", () -> addresses.own(IpFamily.IPV4)));
    checks.add(new Check("addresses-ipv6", () -> addresses.own(IpFamily.IPV6)));
    checks.add(new Check("router", () -> router(run(look))));
    for (var port : new TreeSet<>(wanted)) {
      var facts = Map.of("port", Integer.toString(port));
      checks.add(new Check(MappingCheck.id(port), facts, () -> mapping(port, wait(look))));
    }
    checks.add(new Check("wan-address", () -> addresses.wan(wait(look))));
    checks.add(new Check("public-address", () -> publicAddress(look, echo)));
    checks.add(new Check("sleep", this::sleep));
    var results = Check.runAll(checks, LIMIT, told);
    return new Seen(results, done(echo).orElse(Map.of()), done(look).flatMap(found -> found));
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
      throw cancelled();
    }
  }

  private CheckResult router(Optional<RouterInfo> found) {
    if (!router.enabled()) {
      return CheckResult.skipped("router");
    }
    return addresses.router(found);
  }

  private CheckResult mapping(int port, Optional<RouterInfo> found) throws InterruptedException {
    return found.map(RouterInfo::protocol).isPresent()
        ? MappingCheck.of(port, proof.inner(port), router.entry(port))
        : MappingCheck.notAsked(port);
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

  private HomeReport report(Seen seen, HomeFacts facts, List<CheckResult> outside) {
    var all = Stream.concat(seen.results().stream(), outside.stream()).toList();
    var answer = HomeVerdict.of(facts);
    return new HomeReport(
        answer.verdict(),
        all,
        facts.ports().stream().map(PortFacts::report).toList(),
        network.addresses().stream().map(IpLiteral::text).toList(),
        seen.router().orElseGet(this::silentRouter),
        answer.way());
  }

  /** The gateway alone, when no mapping protocol told more. */
  private @Nullable RouterInfo silentRouter() {
    return network
        .gateway(IpFamily.IPV4)
        .or(() -> network.gateway(IpFamily.IPV6))
        .map(
            gateway ->
                new RouterInfo(
                    IpLiteral.text(gateway), null, null, addresses.local().orElse(null), null))
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

  private static <T> Optional<T> done(FutureTask<T> task) {
    return task.state() == Future.State.SUCCESS ? Optional.of(task.resultNow()) : Optional.empty();
  }
}
