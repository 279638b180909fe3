package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.Passage;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Way;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import app.gatehouse.reach.probe.Loopback;
import app.gatehouse.reach.probe.Proof;
import app.gatehouse.reach.router.TableEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HomeVerdictTest {
  private final List<CheckResult> checks = new ArrayList<>();
  private final List<PortFacts> ports = new ArrayList<>();
  private final Set<IpFamily> ownPublic = EnumSet.noneOf(IpFamily.class);
  private boolean routerMaps = true;

  /** Columns: 80 and 443 by IPv4, the router's forwards, the verdict, its problem, the way. */
  @ParameterizedTest
  @CsvSource({
    "OPEN,    OPEN,    NOT_TOLD, OPEN,    ,                      DIRECT",
    "CLOSED,  CLOSED,  NOT_HERE, CLOSED,  PORT_NOT_FORWARDED,    MAP_PORTS",
    "CLOSED,  OPEN,    HERE,     CLOSED,  PROVIDER_BLOCKS_PORT,  TLS_ALPN",
    "CLOSED,  CLOSED,  HERE,     CLOSED,  PROVIDER_BLOCKS_PORT,  DNS_AND_HIGH_PORT",
    "OPEN,    CLOSED,  HERE,     CLOSED,  PROVIDER_BLOCKS_PORT,  DNS_AND_HIGH_PORT",
    "UNKNOWN, UNKNOWN, NOT_TOLD, UNKNOWN, REACHABILITY_UNPROVEN, PROVE_FIRST",
    "OPEN,    UNKNOWN, NOT_TOLD, UNKNOWN, REACHABILITY_UNPROVEN, PROVE_FIRST",
    "UNKNOWN, CLOSED,  NOT_HERE, CLOSED,  PORT_NOT_FORWARDED,    MAP_PORTS",
  })
  void followsFromWhatWasProven(
      PortOutcome http,
      PortOutcome https,
      Forwarding forwarding,
      PortOutcome state,
      ProblemCode problem,
      Way way) {
    port(80, IpFamily.IPV4, http, forwarding);
    port(443, IpFamily.IPV4, https, forwarding);

    var answer = verdict();

    assertThat(answer.verdict().state()).isEqualTo(state);
    assertThat(code(answer)).isEqualTo(problem);
    assertThat(answer.way()).isEqualTo(way);
  }

  @Test
  void asksForAForwardByHandWhereTheRouterDoesNotDoIt() {
    routerMaps = false;
    both(IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.NOT_TOLD);

    var answer = verdict();

    assertThat(code(answer)).isEqualTo(ProblemCode.PORT_NOT_FORWARDED);
    assertThat(Objects.requireNonNull(answer.verdict().problem()).facts())
        .containsEntry("local-address", "192.168.1.5");
    assertThat(answer.way()).isEqualTo(Way.FORWARD_BY_HAND);
  }

  @ParameterizedTest
  @CsvSource({"CGNAT, ASK_PROVIDER", "DOUBLE_NAT, SECOND_ROUTER"})
  void saysThatTheLineLeadsNowhereWhateverTheRouterGranted(ProblemCode line, Way way) {
    checks.add(CheckResult.of("wan-address", Problem.warning(line).with("wan", "100.64.0.7")));
    both(IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.HERE);

    var answer = verdict();

    assertThat(code(answer)).isEqualTo(line);
    assertThat(answer.verdict().problem().isError()).isTrue();
    assertThat(answer.way()).isEqualTo(way);
  }

  @Test
  void aProofOutweighsWhatTheRouterSays() {
    checks.add(CheckResult.of("wan-address", Problem.warning(ProblemCode.DOUBLE_NAT)));
    both(IpFamily.IPV4, PortOutcome.OPEN, Forwarding.NOT_TOLD);

    assertThat(verdict().verdict().state()).isEqualTo(PortOutcome.OPEN);
    assertThat(verdict().way()).isEqualTo(Way.DIRECT);
  }

  @Test
  void isOpenByIpv6BehindASharedAddress() {
    checks.add(CheckResult.of("wan-address", Problem.warning(ProblemCode.CGNAT)));
    both(IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.HERE);
    both(IpFamily.IPV6, PortOutcome.OPEN, Forwarding.NOT_TOLD);

    var answer = verdict();

    assertThat(answer.verdict().state()).isEqualTo(PortOutcome.OPEN);
    assertThat(code(answer)).isEqualTo(ProblemCode.CGNAT);
    assertThat(answer.way()).isEqualTo(Way.IPV6_ONLY);
  }

  @Test
  void isUnknownWhileOneFamilyIs() {
    both(IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.NOT_HERE);
    both(IpFamily.IPV6, PortOutcome.UNKNOWN, Forwarding.NOT_TOLD);

    assertThat(verdict().verdict().state()).isEqualTo(PortOutcome.UNKNOWN);
  }

  @Test
  void saysThatIpv6IsClosedThoughIpv4IsOpen() {
    both(IpFamily.IPV4, PortOutcome.OPEN, Forwarding.NOT_TOLD);
    both(IpFamily.IPV6, PortOutcome.CLOSED, Forwarding.NOT_TOLD);

    var answer = verdict();

    assertThat(answer.verdict().state()).isEqualTo(PortOutcome.OPEN);
    assertThat(code(answer)).isEqualTo(ProblemCode.IPV6_NOT_REACHABLE);
    assertThat(answer.way()).isEqualTo(Way.DIRECT);
  }

  @Test
  void whatBlocksThisComputerComesFirst() {
    checks.add(CheckResult.of("port-80", Problem.error(ProblemCode.PORT_IN_USE).with("port", 80)));
    port(80, IpFamily.IPV4, PortOutcome.UNKNOWN, Forwarding.NOT_TOLD);
    port(443, IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.NOT_HERE);
    assertThat(verdict().way()).isEqualTo(Way.MAP_PORTS);

    ports.removeLast();

    assertThat(code(verdict())).isEqualTo(ProblemCode.PORT_IN_USE);
    assertThat(verdict().way()).isEqualTo(Way.CLEAR_THIS_COMPUTER);
  }

  @Test
  void aFirewallStandsInTheWayOfThePortsThatItBlocksAlone() {
    var passages = new TreeMap<>(Map.of(80, Passage.BLOCKED, 443, Passage.OPEN));
    var report = new FirewallReport("ufw", passages, new TreeSet<>());
    checks.add(FirewallCheck.of(Set.of(80, 443), port -> port, report));
    both(IpFamily.IPV4, PortOutcome.UNKNOWN, Forwarding.NOT_TOLD);

    assertThat(code(verdict())).isEqualTo(ProblemCode.FIREWALL_BLOCKS);
    assertThat(verdict().way()).isEqualTo(Way.CLEAR_THIS_COMPUTER);
    assertThat(home().onThisComputer(80)).isPresent();
    assertThat(home().onThisComputer(443)).isEmpty();
  }

  @Test
  void namesTheDeviceThatTheRouterSendsVisitorsTo() {
    var taken = new TableEntry.Taken("192.168.1.9", 80, "", false, false);
    checks.add(MappingCheck.of(80, 80, taken));
    both(IpFamily.IPV4, PortOutcome.UNKNOWN, Forwarding.NOT_TOLD);
    assertThat(code(verdict())).isEqualTo(ProblemCode.MAPPING_CONFLICT);
    assertThat(verdict().way()).isEqualTo(Way.FORWARD_BY_HAND);

    ports.clear();
    port(80, IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.NOT_HERE);
    assertThat(verdict().verdict().problem().facts()).containsEntry("other-host", "192.168.1.9");

    ports.clear();
    var another =
        new Proof(
            80, IpFamily.IPV4, PortOutcome.CLOSED, List.of("a"), true, Loopback.NOT_TRIED, null);
    ports.add(new PortFacts(another, Forwarding.NOT_HERE, null));
    assertThat(another.anotherAnswers()).isTrue();
    assertThat(verdict().verdict().problem().facts()).containsEntry("other-host", "192.168.1.9");

    ports.clear();
    port(443, IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.NOT_HERE);
    assertThat(code(verdict())).isEqualTo(ProblemCode.PORT_NOT_FORWARDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "WARNING"})
  void withoutTheInternetNothingElseMatters(Severity severity) {
    var nothing = Problem.error(ProblemCode.NO_INTERNET).severity(severity);
    checks.add(
        CheckResult.of("wan-address", Problem.error(ProblemCode.DOUBLE_NAT).severity(severity)));
    checks.add(CheckResult.of("gateway", nothing));
    both(IpFamily.IPV4, PortOutcome.UNKNOWN, Forwarding.NOT_TOLD);

    assertThat(code(verdict())).isEqualTo(ProblemCode.NO_INTERNET);
    assertThat(verdict().way()).isEqualTo(Way.CONNECT_FIRST);
  }

  @Test
  void blamesTheProviderWhereThisComputerHasThePublicAddress() {
    ownPublic.add(IpFamily.IPV4);
    routerMaps = false;
    both(IpFamily.IPV4, PortOutcome.CLOSED, Forwarding.NOT_TOLD);

    assertThat(code(verdict())).isEqualTo(ProblemCode.PROVIDER_BLOCKS_PORT);
  }

  /** Whatever else is known: no green without every port proven, no red without one that is. */
  @Test
  void isNeverWrongInGreen() {
    var random = new Random(20261127);
    for (var round = 0; round < 20_000; round++) {
      checks.clear();
      ports.clear();
      var codes = ProblemCode.values();
      for (var i = random.nextInt(4); i > 0; i--) {
        checks.add(
            CheckResult.of("wan-address", Problem.warning(codes[random.nextInt(codes.length)])));
      }
      for (var family : IpFamily.values()) {
        for (var port : List.of(80, 443)) {
          if (random.nextBoolean()) {
            var outcomes = PortOutcome.values();
            var forwardings = Forwarding.values();
            port(
                port,
                family,
                outcomes[random.nextInt(outcomes.length)],
                forwardings[random.nextInt(forwardings.length)]);
          }
        }
      }
      var state = verdict().verdict().state();
      if (state == PortOutcome.OPEN) {
        assertThat(isProven(IpFamily.IPV4) || isProven(IpFamily.IPV6)).as("%s", ports).isTrue();
      } else if (state == PortOutcome.CLOSED) {
        assertThat(ports).anyMatch(port -> port.outcome() == PortOutcome.CLOSED);
        assertThat(verdict().verdict().problem()).isNotNull();
      }
    }
  }

  private boolean isProven(IpFamily family) {
    var of = ports.stream().filter(port -> port.family() == family).toList();
    return !of.isEmpty() && of.stream().allMatch(port -> port.outcome() == PortOutcome.OPEN);
  }

  private void both(IpFamily family, PortOutcome outcome, Forwarding forwarding) {
    port(80, family, outcome, forwarding);
    port(443, family, outcome, forwarding);
  }

  private void port(int port, IpFamily family, PortOutcome outcome, Forwarding forwarding) {
    ports.add(
        new PortFacts(
            new Proof(port, family, outcome, List.of("a", "b"), false, Loopback.NOT_TRIED, null),
            forwarding,
            null));
  }

  private HomeVerdict verdict() {
    return HomeVerdict.of(home());
  }

  private HomeFacts home() {
    return new HomeFacts(
        List.copyOf(checks), List.copyOf(ports), routerMaps, ownPublic, "192.168.1.5", false);
  }

  private static ProblemCode code(HomeVerdict answer) {
    var problem = answer.verdict().problem();
    return problem == null ? null : problem.code();
  }
}
