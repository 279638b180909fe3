package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.net.IpFacts;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.reach.probe.OutsideProof;
import app.gatehouse.reach.probe.PhoneDoor;
import app.gatehouse.reach.probe.Proof;
import app.gatehouse.reach.probe.ProofRequest;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Router;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is seen of this home from outside, put together with what the router says. */
final class HomeProof {
  private static final Logger LOG = LoggerFactory.getLogger(HomeProof.class);

  private final NetworkFacts network;
  private final Router router;
  private final IpFacts ips;
  private final OutsideProof outside;
  private final OwnPorts ownPorts;
  private final StableIpv6 stable;

  HomeProof(
      NetworkFacts network, Router router, IpFacts ips, OutsideProof outside, OwnPorts ownPorts) {
    this.network = network;
    this.router = router;
    this.ips = ips;
    this.outside = outside;
    this.ownPorts = ownPorts;
    stable = new StableIpv6(network, ips);
  }

  List<ProbeParty> parties() {
    return outside.parties();
  }

  /** The wanted ports before anybody was asked. */
  List<PortFacts> notAsked(Collection<Integer> wanted) {
    var ports = new ArrayList<PortFacts>();
    for (var port : wanted) {
      ports.add(PortFacts.unknown(port, IpFamily.IPV4));
      if (ownPublic().contains(IpFamily.IPV6)) {
        ports.add(PortFacts.unknown(port, IpFamily.IPV6));
      }
    }
    return ports;
  }

  /**
   * Asks parties outside; those ports are left out that something on this computer blocks anyway.
   *
   * @param seen where others see this home
   */
  Tried prove(
      ProofWish wish,
      List<CheckResult> checks,
      Map<IpFamily, InetAddress> seen,
      Optional<RouterInfo> found)
      throws InterruptedException {
    var addresses = addresses(seen, found);
    var ports = notAsked(wish.ports().stream().sorted().toList());
    var free = free(wish, facts(checks, ports, found, false));
    if (addresses.isEmpty() || free.isEmpty()) {
      return new Tried(ports, false);
    }
    var own = new HashSet<>(network.addresses());
    own.addAll(addresses.values());
    var request = new ProofRequest(addresses, free, wish.host(), own, wish.without());
    try (var doors = new PassingDoors(router, stable.find())) {
      try {
        if (wish.map()) {
          doors.make(free, found.map(RouterInfo::protocol).isPresent());
        }
        var families = addresses.keySet();
        return new Tried(
            together(wish, families, outside.prove(request), found, doors), doors.isForwarding());
      } catch (InterruptedException e) {
        doors.hurry();
        throw e;
      }
    }
  }

  private List<PortFacts> together(
      ProofWish wish,
      Set<IpFamily> families,
      List<Proof> proofs,
      Optional<RouterInfo> found,
      PassingDoors doors)
      throws InterruptedException {
    var result = new ArrayList<PortFacts>();
    for (var port : new TreeSet<>(wish.ports())) {
      result.add(facts(port, IpFamily.IPV4, proofs, found, doors));
      if (families.contains(IpFamily.IPV6)) {
        result.add(facts(port, IpFamily.IPV6, proofs, found, doors));
      }
    }
    return result;
  }

  /** Those wanted ports that nothing on this computer blocks. */
  private List<Port> free(ProofWish wish, HomeFacts home) {
    return wish.ports().stream()
        .sorted()
        .filter(port -> home.onThisComputer(port).isEmpty())
        .map(port -> new Port(port, inner(port), !ownPorts.isPlain(port)))
        .toList();
  }

  /**
   * Waits for a phone, until that is closed.
   *
   * @param report from what is known to words for others
   * @throws ProblemException {@code no-internet} when nobody knows this home's address; what blocks
   *     the ports on this computer
   */
  PhoneTry invitePhone(
      ProofWish wish,
      List<CheckResult> checks,
      Map<IpFamily, InetAddress> seen,
      Optional<RouterInfo> found,
      PhoneDoor.Words words,
      Function<HomeFacts, HomeReport> report)
      throws ProblemException, InterruptedException {
    var addresses = addresses(seen, found);
    var ports = notAsked(wish.ports().stream().sorted().toList());
    var home = facts(checks, ports, found, false);
    for (var port : wish.ports()) {
      var here = home.onThisComputer(port);
      if (here.isPresent()) {
        throw here.get().exception();
      }
    }
    // Most phones have an IPv4 address, many have no other.
    var address =
        Optional.ofNullable(addresses.get(IpFamily.IPV4))
            .or(() -> Optional.ofNullable(addresses.get(IpFamily.IPV6)))
            .orElseThrow(
                () -> Problem.error(ProblemCode.NO_INTERNET).variant("address").exception());
    var own = new HashSet<>(network.addresses());
    own.addAll(addresses.values());
    var free = free(wish, home);
    var doors = new PassingDoors(router, stable.find());
    try {
      if (wish.map()) {
        doors.make(free, found.map(RouterInfo::protocol).isPresent());
      }
      var door = outside.invitePhone(free, address, own, words);
      var family = IpFacts.family(address);
      return new PhoneTry(
          door,
          doors,
          open ->
              report.apply(
                  facts(checks, visited(ports, open, family), found, doors.isForwarding())));
    } catch (InterruptedException e) {
      doors.hurry();
      doors.close();
      throw e;
    } catch (ProblemException | RuntimeException e) {
      doors.close();
      throw e;
    }
  }

  private static List<PortFacts> visited(
      List<PortFacts> ports, Set<Integer> open, IpFamily family) {
    return ports.stream()
        .map(
            port ->
                port.family() == family && open.contains(port.port())
                    ? new PortFacts(Proof.byPhone(port.port(), family), Forwarding.NOT_TOLD, null)
                    : port)
        .toList();
  }

  /**
   * @param mappedForNow whether the router forwarded something only for this
   */
  record Tried(List<PortFacts> ports, boolean mappedForNow) {}

  private PortFacts facts(
      int port, IpFamily family, List<Proof> proofs, Optional<RouterInfo> found, PassingDoors doors)
      throws InterruptedException {
    var proof =
        proofs.stream().filter(each -> each.port() == port && each.family() == family).findAny();
    return proof.isPresent()
        ? withRouter(proof.get(), found, doors)
        : PortFacts.unknown(port, family);
  }

  /** What the router says matters only where nobody came through. */
  private PortFacts withRouter(Proof proof, Optional<RouterInfo> found, PassingDoors doors)
      throws InterruptedException {
    var tells = found.map(RouterInfo::protocol).isPresent() && proof.family() == IpFamily.IPV4;
    var matters = proof.outcome() == PortOutcome.CLOSED;
    return new PortFacts(
        proof,
        tells && matters ? forwarding(proof.port()) : Forwarding.NOT_TOLD,
        matters ? doors.refusal(proof.port(), proof.family()).orElse(null) : null);
  }

  private Forwarding forwarding(int port) throws InterruptedException {
    try {
      return router.leadsHere(port, inner(port)) ? Forwarding.HERE : Forwarding.NOT_HERE;
    } catch (ProblemException e) {
      LOG.debug("The router does not tell where port {} leads", port, e);
      return Forwarding.NOT_TOLD;
    }
  }

  /** Where on this computer visitors of a port of the internet arrive. */
  int inner(int outer) {
    return ownPublic().contains(IpFamily.IPV4) ? outer : ownPorts.behind(outer);
  }

  /** As others see it; else as this computer or its router says, which the proof then shows. */
  private Map<IpFamily, InetAddress> addresses(
      Map<IpFamily, InetAddress> seen, Optional<RouterInfo> found) {
    var addresses = new EnumMap<IpFamily, InetAddress>(IpFamily.class);
    stable.find().ifPresent(address -> addresses.put(IpFamily.IPV6, address));
    network.addresses().stream()
        .filter(ips::isPublic)
        .forEach(address -> addresses.putIfAbsent(IpFacts.family(address), address));
    found
        .map(RouterInfo::wanAddress)
        .flatMap(IpFacts::literal)
        .filter(ips::isPublic)
        .ifPresent(address -> addresses.putIfAbsent(IpFacts.family(address), address));
    addresses.putAll(stable.inPlaceOfTemporary(seen));
    return addresses;
  }

  HomeFacts facts(
      List<CheckResult> checks,
      List<PortFacts> ports,
      Optional<RouterInfo> found,
      boolean mappedForNow) {
    return new HomeFacts(
        checks,
        ports,
        found.map(RouterInfo::protocol).isPresent(),
        ownPublic(),
        new AddressChecks(network, ips).local().orElse(null),
        mappedForNow);
  }

  private Set<IpFamily> ownPublic() {
    var families = EnumSet.noneOf(IpFamily.class);
    network.addresses().stream().filter(ips::isPublic).map(IpFacts::family).forEach(families::add);
    return families;
  }

  /** A row for each port and family that was tried. */
  List<CheckResult> results(HomeFacts home) {
    return Stream.concat(
            home.ports().stream().map(port -> result(home, port)), loopback(home).stream())
        .toList();
  }

  /** For information only; where nobody got in from outside it says nothing. */
  private static Optional<CheckResult> loopback(HomeFacts home) {
    return home.of(IpFamily.IPV4)
        .filter(port -> port.outcome() == PortOutcome.OPEN)
        .flatMap(
            port ->
                switch (port.proof().loopback()) {
                  case WORKS ->
                      Stream.of(CheckResult.ok("loopback", Map.of("port", "" + port.port())));
                  case FAILS ->
                      Stream.of(
                          CheckResult.of("loopback", Problem.info(ProblemCode.NO_LOOPBACK))
                              .withFacts(Map.of("port", "" + port.port())));
                  case NOT_TRIED -> Stream.<CheckResult>empty();
                })
        .findFirst();
  }

  private static CheckResult result(HomeFacts home, PortFacts port) {
    var id = "outside-" + port.family().name().toLowerCase(Locale.ROOT) + "-" + port.port();
    var facts = new TreeMap<>(Map.of("port", Integer.toString(port.port())));
    if (!port.proof().parties().isEmpty()) {
      facts.put("by", String.join(", ", port.proof().parties()));
    }
    return switch (port.outcome()) {
      case OPEN -> CheckResult.ok(id, facts);
      case CLOSED -> CheckResult.of(id, ClosedPort.cause(home, port)).withFacts(facts);
      case UNKNOWN -> {
        var why = port.proof().problem();
        yield why == null || why.severity() == Severity.INFO
            ? CheckResult.skipped(id).withFacts(facts)
            : CheckResult.of(id, why).withFacts(facts);
      }
    };
  }
}
