package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpRange;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.PortReport;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.LoopbackDns;
import app.gatehouse.net.Resolver;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.PhoneDoor;
import app.gatehouse.reach.router.Router;
import app.gatehouse.reach.router.TableEntry;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeCheckTest {
  private static final int NOBODYS_PORT = 0;

  private final HttpFetch http = new HttpFetch();
  private final FakeNetwork home =
      new FakeNetwork().with("192.168.1.5").gateway("192.168.1.1").router("198.18.0.1");
  private final List<HttpServer> echoes = new ArrayList<>();

  /** Benchmarking addresses stand in for public ones. */
  private final IpFacts ips = new IpFacts(List.of(IpRange.of("198.18.0.0/15")));

  @AfterEach
  void close() {
    echoes.forEach(echo -> echo.stop(0));
    http.close();
  }

  @Test
  void neverSaysOpenWithoutProof() throws ProblemException {
    home.with("2a00:1450::5");

    var report = check(home.asRouter(), NOBODYS_PORT);

    assertThat(report.verdict().state()).isEqualTo(PortOutcome.UNKNOWN);
    assertThat(verdict(report)).isEqualTo(ProblemCode.REACHABILITY_UNPROVEN);
    assertThat(report.ports())
        .containsExactly(
            PortReport.unknown(NOBODYS_PORT, IpFamily.IPV4),
            PortReport.unknown(NOBODYS_PORT, IpFamily.IPV6));
    assertThat(report.addresses()).containsExactly("192.168.1.5", "2a00:1450::5");
    assertThat(Objects.requireNonNull(report.router()).name()).isEqualTo("Box");
  }

  @Test
  void checksWhatWasAnnounced() throws ProblemException {
    var report = check(home.asRouter(), NOBODYS_PORT);
    assertThat(report.checks().stream().map(CheckResult::id).toList())
        .isEqualTo(
            HomeReport.notYetChecked(Set.of(NOBODYS_PORT)).stream().map(CheckResult::id).toList());
  }

  @Test
  void saysThatTheRouterAlreadyForwardsThePortToAnotherDevice() throws ProblemException {
    home.mapped = new TableEntry.Taken("192.168.1.9", 80, "", false, false);

    var report = check(home.asRouter(), NOBODYS_PORT);

    assertThat(verdict(report)).isEqualTo(ProblemCode.MAPPING_CONFLICT);
    assertThat(problem(report, "mapping-0").facts()).containsEntry("other-host", "192.168.1.9");

    home.router = null;
    assertThat(result(check(home.asRouter(), NOBODYS_PORT), "mapping-0").state())
        .isEqualTo(CheckState.SKIPPED);
  }

  @Test
  void saysThatTheProviderSharesTheAddress() throws ProblemException {
    home.router("100.64.3.4");

    var report = check(home.asRouter(), NOBODYS_PORT);

    assertThat(verdict(report)).isEqualTo(ProblemCode.CGNAT);
    assertThat(result(report, "wan-address").state()).isEqualTo(CheckState.FAILED);
  }

  @Test
  void leavesAWayOpenByIpv6BehindASharedAddress() throws ProblemException {
    home.router("100.64.3.4").with("2a00:1450::5");

    assertThat(result(check(home.asRouter(), NOBODYS_PORT), "wan-address").state())
        .isEqualTo(CheckState.WARNING);
  }

  @Test
  void saysThatThereIsASecondRouter() throws ProblemException {
    home.router("192.168.178.20");

    var report = check(home.asRouter(), NOBODYS_PORT);

    assertThat(verdict(report)).isEqualTo(ProblemCode.DOUBLE_NAT);
    assertThat(problem(report, "wan-address").facts()).containsEntry("wan", "192.168.178.20");
  }

  @Test
  void saysThatNoRouterWasFound() throws ProblemException {
    home.router = null;

    var report = check(home.asRouter(), NOBODYS_PORT);

    assertThat(verdict(report)).isEqualTo(ProblemCode.ROUTER_NOT_FOUND);
    assertThat(problem(report, "router").facts()).containsEntry("local-address", "192.168.1.5");
    assertThat(Objects.requireNonNull(report.router()).gateway()).isEqualTo("192.168.1.1");
    assertThat(report.router().protocol()).isNull();
  }

  @Test
  void needsNoRouterWithAPublicAddressOfItsOwn() throws ProblemException {
    home.router = null;
    home.with("198.18.7.7");

    assertThat(result(check(home.asRouter(), NOBODYS_PORT), "router").state())
        .isEqualTo(CheckState.SKIPPED);
  }

  @Test
  void doesNotAskTheRouterWhenThatIsSwitchedOff() throws ProblemException {
    var report = check(Router.NONE, NOBODYS_PORT);

    assertThat(result(report, "router").state()).isEqualTo(CheckState.SKIPPED);
    assertThat(result(report, "wan-address").state()).isEqualTo(CheckState.SKIPPED);
  }

  @Test
  void namesWhoHoldsAPort() throws ProblemException {
    home.holders.put(80, new PortHolder("0.0.0.0", 42L, "nginx"));

    var report = check(home.asRouter(), 80);

    assertThat(verdict(report)).isEqualTo(ProblemCode.PORT_IN_USE);
    assertThat(problem(report, "port-80").facts())
        .containsEntry("process", "nginx")
        .containsEntry("pid", "42")
        .containsEntry("port", "80");
  }

  @ParameterizedTest
  @CsvSource({
    "docker-proxy, 42, docker",
    "com.docker.backend, 42, docker",
    "System, 4, http-sys",
    "System, 42,",
    "w3wp.exe, 42, http-sys",
    "ControlCe, 42, airplay",
    "nginx, 4,"
  })
  void explainsHoldersThatPeopleDoNotKnowByName(String process, long pid, String variant)
      throws ProblemException {
    home.holders.put(80, new PortHolder("0.0.0.0", pid, process));

    var facts = problem(check(home.asRouter(), 80), "port-80").facts();

    assertThat(facts.get(Problem.VARIANT)).isEqualTo(variant);
    assertThat(facts).containsEntry("process", process);
  }

  @Test
  void seesAListenerThatTheTableDoesNotShow() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = listener.getLocalPort();

      var problem = problem(check(home.asRouter(), port), "port-" + port);

      assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);
      assertThat(problem.facts()).containsEntry(Problem.VARIANT, "unknown-holder");
    }
  }

  @Test
  void leavesAFreePortFree() throws Exception {
    int port;
    try (var listener = new ServerSocket(0)) {
      port = listener.getLocalPort();
    }

    assertThat(result(check(home.asRouter(), port), "port-" + port).facts())
        .containsEntry("state", "free");
    try (var listener = new ServerSocket(port)) {
      assertThat(listener.isBound()).isTrue();
    }
  }

  @Test
  void knowsItsOwnPorts() throws ProblemException {
    home.holders.put(443, new PortHolder("0.0.0.0", 7L, "java"));

    var report =
        Homes.check(
                home,
                home.asRouter(),
                ips,
                echo(),
                new Resolver(List.of(), Duration.ofSeconds(1)),
                port -> port == 443)
            .check(Set.of(443));

    assertThat(result(report, "port-443").facts()).containsEntry("state", "ours");
  }

  @Test
  void turnsACrashIntoAResultAndGoesOn() throws ProblemException {
    var broken =
        Homes.check(
            home,
            home.asRouter(),
            ips,
            echo(),
            new Resolver(List.of(), Duration.ofSeconds(1)),
            port -> {
              throw new IllegalStateException("no idea");
            });

    var told = new CopyOnWriteArrayList<CheckResult>();
    var report = broken.check(Set.of(80), null, told::add);

    assertThat(told).containsExactlyInAnyOrderElementsOf(report.checks());
    assertThat(problem(report, "port-80").code()).isEqualTo(ProblemCode.UNKNOWN);
    assertThat(problem(report, "port-80").detail()).contains("no idea");
    assertThat(problem(report, "port-80").isError()).as("stands in nobody's way").isFalse();
    assertThat(result(report, "gateway").state()).isEqualTo(CheckState.OK);
  }

  /** The port is only looked at once the gateway was told of. */
  @Test
  void tellsEachCheckAsSoonAsItHasEnded() throws ProblemException {
    var told = new CopyOnWriteArrayList<String>();
    var gateway = new CountDownLatch(1);
    var check =
        Homes.check(
            home,
            home.asRouter(),
            ips,
            echo(),
            new Resolver(List.of(), Duration.ofSeconds(1)),
            port -> comes(gateway));

    var report =
        check.check(
            Set.of(80),
            null,
            seen -> {
              told.add(seen.id());
              if (seen.id().equals("gateway")) {
                gateway.countDown();
              }
            });

    assertThat(result(report, "port-80").facts()).containsEntry("state", "ours");
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            report.checks().stream().map(CheckResult::id).toList());
  }

  private static boolean comes(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void warnsThatTheComputerGoesToSleep() throws ProblemException {
    home.sleeps = true;

    assertThat(problem(check(home.asRouter(), NOBODYS_PORT), "sleep").code())
        .isEqualTo(ProblemCode.SLEEP_MAY_INTERRUPT);
  }

  @Test
  void saysThatThereIsNoWayOut() throws ProblemException {
    home.gateways.clear();
    home.addresses.clear();

    assertThat(verdict(check(home.asRouter(), NOBODYS_PORT))).isEqualTo(ProblemCode.NO_INTERNET);
  }

  @Test
  void knowsTheWayOutOfAComputerThatDialsItself() throws ProblemException {
    home.gateways.clear();
    home.dialsItself = true;

    var report = check(home.asRouter(), NOBODYS_PORT);

    assertThat(result(report, "gateway").state()).isEqualTo(CheckState.SKIPPED);
    assertThat(verdict(report)).isNotEqualTo(ProblemCode.NO_INTERNET);
  }

  @Test
  void takesTheAddressThatMostServicesName() throws Exception {
    var asked =
        echo(" 198.18.0.9\n", "198.18.0.9", "198.18.6.6", "192.168.1.1", "<html>198.18.6.6").ask();

    assertThat(asked).containsExactly(Map.entry(IpFamily.IPV4, address("198.18.0.9")));
  }

  @Test
  void findsTheAddressAmongWords() throws Exception {
    assertThat(echo("当前 IP：198.18.0.9  来自于：中国").ask()).hasSize(1);
    assertThat(echo("Current IP Address: 198.18.0.9").ask()).hasSize(1);
    assertThat(echo("198.18.0.9 or 198.18.0.10").ask()).as("which one?").isEmpty();
  }

  @Test
  void asksByDns() throws Exception {
    try (var dns =
        LoopbackDns.of("myip.example. 0 IN A 198.18.0.9", "o.example. 0 IN TXT \"198.18.0.9\"")) {
      var server = "dns://127.0.0.1:" + dns.address().getPort();
      var services =
          List.of(
              URI.create(server + "/myip.example?type=A"),
              URI.create(server + "/o.example?type=TXT"));

      assertThat(new PublicAddress(http, ips, services).ask())
          .containsExactly(Map.entry(IpFamily.IPV4, address("198.18.0.9")));
    }
  }

  @Test
  void believesNobodyWhereServicesDisagreeEvenly() throws Exception {
    assertThat(echo("198.18.0.9", "198.18.6.6").ask()).isEmpty();
  }

  @Test
  void saysThatTrafficTakesAnotherWay() throws ProblemException {
    var report =
        Homes.check(
                home,
                home.asRouter(),
                ips,
                echo("198.18.99.99"),
                new Resolver(List.of(), Duration.ofSeconds(1)),
                port -> false)
            .check(Set.of());

    assertThat(verdict(report)).isEqualTo(ProblemCode.VPN_ACTIVE);
  }

  @Test
  void invitesNoPhoneWhereNobodyKnowsTheAddress() throws ProblemException {
    home.router("192.168.0.2");
    var resolver = new Resolver(List.of(), Duration.ofSeconds(1));
    var check = Homes.check(home, home.asRouter(), ips, echo(), resolver, other -> false);
    var wish = new ProofWish(Set.of(NOBODYS_PORT), null, Set.of(), false);

    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> check.invitePhone(wish, new PhoneDoor.Words("outside", "inside")));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.NO_INTERNET);
    assertThat(thrown.problem().facts()).containsEntry(Problem.VARIANT, "address");
  }

  @Test
  void givesUpWhenInterrupted() {
    Thread.currentThread().interrupt();

    var thrown =
        catchThrowableOfType(ProblemException.class, () -> check(home.asRouter(), NOBODYS_PORT));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
  }

  private HomeReport check(Router router, int port) throws ProblemException {
    var resolver = new Resolver(List.of(), Duration.ofSeconds(1));
    return Homes.check(home, router, ips, echo(), resolver, other -> false).check(Set.of(port));
  }

  private PublicAddress echo(String... answers) {
    var services = new ArrayList<URI>();
    for (var answer : answers) {
      services.add(URI.create("http://127.0.0.1:" + serve(answer)));
    }
    return new PublicAddress(http, ips, services);
  }

  private int serve(String answer) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
      server.createContext(
          "/",
          exchange -> {
            var body = answer.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      echoes.add(server);
      return server.getAddress().getPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static ProblemCode verdict(HomeReport report) {
    return Objects.requireNonNull(report.verdict().problem()).code();
  }

  private static Problem problem(HomeReport report, String id) {
    return Objects.requireNonNull(result(report, id).problem());
  }

  private static CheckResult result(HomeReport report, String id) {
    return report.checks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + id));
  }
}
