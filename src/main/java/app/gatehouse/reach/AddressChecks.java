package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.IpScope;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this home's addresses mean: the computer's own, the router's, the one seen from outside. */
final class AddressChecks {
  private final NetworkFacts network;
  private final IpFacts ips;

  AddressChecks(NetworkFacts network, IpFacts ips) {
    this.network = network;
    this.ips = ips;
  }

  CheckResult gateway() {
    var facts = new TreeMap<String, String>();
    network.gateway(IpFamily.IPV4).ifPresent(a -> facts.put("ipv4", IpLiteral.text(a)));
    network.gateway(IpFamily.IPV6).ifPresent(a -> facts.put("ipv6", IpLiteral.text(a)));
    if (!facts.isEmpty()) {
      return CheckResult.ok("gateway", facts);
    }
    return network.tellsGateways() && !network.hasDefaultRoute()
        ? CheckResult.of("gateway", Problem.error(ProblemCode.NO_INTERNET))
        : CheckResult.skipped("gateway");
  }

  CheckResult own(IpFamily family) {
    var id = family == IpFamily.IPV4 ? "addresses-ipv4" : "addresses-ipv6";
    var own = own().filter(address -> IpFacts.family(address) == family).toList();
    var facts =
        Map.of("addresses", own.stream().map(IpLiteral::text).collect(Collectors.joining(", ")));
    if (family == IpFamily.IPV6 && own.stream().noneMatch(ips::isPublic)) {
      return CheckResult.of(id, Problem.info(ProblemCode.IPV6_NOT_REACHABLE)).withFacts(facts);
    }
    if (own.isEmpty()) {
      return own().findAny().isEmpty()
          ? CheckResult.of(id, Problem.error(ProblemCode.NO_INTERNET))
          : CheckResult.skipped(id);
    }
    return CheckResult.ok(id, facts);
  }

  CheckResult router(Optional<RouterInfo> found) {
    if (found.isEmpty()) {
      var problem = Problem.warning(ProblemCode.ROUTER_NOT_FOUND);
      var told = local().map(address -> problem.with("local-address", address)).orElse(problem);
      // A computer with a public address of its own needs no router to be reached.
      return hasPublic(IpFamily.IPV4)
          ? CheckResult.skipped("router")
          : CheckResult.of("router", told);
    }
    var router = found.get();
    var facts = new TreeMap<String, String>();
    put(facts, "name", router.name());
    put(facts, "protocol", router.protocol());
    put(facts, "gateway", router.gateway());
    put(facts, "wan", router.wanAddress());
    return CheckResult.ok("router", facts);
  }

  /** The router's outer address as it says. Private ones are not proof of anything good. */
  CheckResult wan(Optional<RouterInfo> router) {
    var wan = router.map(RouterInfo::wanAddress).flatMap(IpFacts::literal);
    if (wan.isEmpty()) {
      return CheckResult.skipped("wan-address");
    }
    var facts = Map.of("wan", IpLiteral.text(wan.get()));
    return switch (ips.scope(wan.get())) {
      case PUBLIC -> CheckResult.ok("wan-address", facts);
      case CGNAT -> behind(ProblemCode.CGNAT, wan.get()).withFacts(facts);
      case IpScope other -> behind(ProblemCode.DOUBLE_NAT, wan.get()).withFacts(facts);
    };
  }

  /** Compares what others see with what the router says. */
  CheckResult seenFromOutside(Map<IpFamily, InetAddress> seen, Optional<RouterInfo> router) {
    var id = "public-address";
    if (seen.isEmpty()) {
      return CheckResult.of(id, Problem.warning(ProblemCode.NO_INTERNET));
    }
    var facts = new TreeMap<String, String>();
    seen.forEach(
        (family, address) ->
            facts.put(family == IpFamily.IPV4 ? "ipv4" : "ipv6", IpLiteral.text(address)));
    var wan = router.map(RouterInfo::wanAddress).flatMap(IpFacts::literal).filter(ips::isPublic);
    var seen4 = seen.get(IpFamily.IPV4);
    if (wan.isPresent() && seen4 != null && !wan.get().equals(seen4)) {
      var problem =
          Problem.warning(ProblemCode.VPN_ACTIVE)
              .with("wan", IpLiteral.text(wan.get()))
              .with("found", IpLiteral.text(seen4));
      return CheckResult.of(id, problem).withFacts(facts);
    }
    return CheckResult.ok(id, facts);
  }

  boolean hasPublic(IpFamily family) {
    return own().filter(address -> IpFacts.family(address) == family).anyMatch(ips::isPublic);
  }

  /** This computer's address on the local network, IPv4 if it has one. */
  Optional<String> local() {
    return own()
        .min(
            Comparator.comparing((InetAddress address) -> IpFacts.family(address))
                .thenComparing(address -> !ips.isPrivate(address)))
        .map(IpLiteral::text);
  }

  /** Decisive for IPv4 only: with a public IPv6 address there is another way. */
  private CheckResult behind(ProblemCode code, InetAddress wan) {
    var problem = Problem.error(code).with("wan", IpLiteral.text(wan));
    return CheckResult.of(
        "wan-address",
        hasPublic(IpFamily.IPV6) || code == ProblemCode.DOUBLE_NAT
            ? problem.severity(Severity.WARNING)
            : problem);
  }

  private Stream<InetAddress> own() {
    return network.addresses().stream();
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
