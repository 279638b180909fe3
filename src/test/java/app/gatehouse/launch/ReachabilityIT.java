package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.reach.probe.ProberStandIn.Manner;
import app.gatehouse.reach.router.HomeProgram;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * {@code gatehouse doctor} in homes behind real routers, with parties on the internet that really
 * knock. Each of them has an address of its own. Where they agree, "unknown" is wrong.
 */
class ReachabilityIT {
  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Router router;
  private LabParties parties;

  @AfterEach
  void stop() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void aRouterThatMapsIsClosedBeforeAndOpenAfterIt() throws Exception {
    lab(Map.of(), Manner.HONEST);
    assertThat(gatehouse().runWithSettings("doctor").err())
        .as("who is asked is said before")
        .contains(LabParties.PROBERS);

    var before = doctor();
    assertThat(verdict(before)).isEqualTo("closed port-not-forwarded map-ports");
    assertThat(outcomes(before)).containsExactly("80 closed", "443 closed");
    assertThat(before.at("/verdict/problem/facts/variant").asString()).isEqualTo("by-gatehouse");

    map();

    var after = doctor();
    assertThat(verdict(after)).isEqualTo("open  direct");
    assertThat(outcomes(after)).containsExactly("80 open", "443 open");
    assertThat(after.at("/ports/0/by").size()).isPositive();
    assertThat(router.mappings()).as("a check changes nothing").hasSize(2);
  }

  @Test
  void namesTheDeviceThatHasThePortInTheRoutersTable() throws Exception {
    lab(Map.of(), Manner.HONEST);
    var mapper = java(HomeProgram.class, List.of("map", 80, 80));
    try (var second =
        router
            .onTheSecond((Path) mapper.getFirst(), mapper.subList(1, mapper.size()).toArray())
            .start()) {
      assertThat(second.awaitExit(Duration.ofSeconds(30))).as(second.output()).isZero();
    }

    var report = doctor();

    assertThat(verdict(report)).isEqualTo("closed mapping-conflict forward-by-hand");
    assertThat(report.at("/verdict/problem/facts/other-host").asString())
        .isEqualTo(Router.SECOND_ADDRESS);
  }

  @Test
  void provesAForwardThatIsThereOnlyForTheProof() throws Exception {
    lab(Map.of(), Manner.HONEST);

    var report = doctor("--map");

    assertThat(verdict(report)).isEqualTo("open  map-ports");
    assertThat(router.mappings()).as("taken back").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, upnp", "2, upnp", "2, pcp", "2, nat-pmp"})
  void isOpenByWhateverTheRouterSpeaks(String igd, String speaks) throws Exception {
    lab(Map.of("IGD", igd, "SPEAKS", speaks), Manner.HONEST);

    assertThat(verdict(doctor("--map"))).isEqualTo("open  map-ports");
    assertThat(router.mappings()).as("taken back").isEmpty();
  }

  /** The router lets nobody out and in again, so that the computer itself is told nothing. */
  @Test
  void isOpenThoughTheRouterRefusesTheWayBackIn() throws Exception {
    lab(Map.of(), Manner.HONEST);
    map();
    var serve = java(HomeProgram.class, List.of("serve", 80));
    var home = (Path) serve.getFirst();
    try (var web = router.atHome(home, serve.subList(1, serve.size()).toArray()).start()) {
      web.awaitLine("serving");
      assertThat(fetch(router.onTheInternet(Servers.require("curl")))).isEqualTo("from home");
      assertThat(fetch(router.atHome(Servers.require("curl")))).isEmpty();
    }

    var report = doctor();
    assertThat(verdict(report)).isEqualTo("open  direct");
    assertThat(
            report
                .at("/checks")
                .valueStream()
                .filter(check -> check.get("id").asString().equals("loopback"))
                .map(
                    check ->
                        check.at("/state").asString() + " " + check.at("/problem/code").asString()))
        .as("worth knowing, and nothing more")
        .containsExactly("ok no-loopback");
  }

  private static String fetch(ChildProcess.Builder curl) {
    var url = "http://" + Router.PUBLIC_ADDRESS + "/";
    try (var running = curl.with("-s", "-m", "2", url).start()) {
      running.awaitExit(Duration.ofSeconds(20));
      return running.output();
    }
  }

  @Test
  void aHomeThatHasNothingButIpv6IsOpen() throws Exception {
    router = Router.start(Map.of("IPV6", "open"));
    open.add(router);
    router
        .atHome(Servers.require("ip"), "-4", "addr", "flush", "dev", "eth0")
        .start()
        .awaitExit(Duration.ofSeconds(10));
    parties = LabParties.askedByIpv6(router);
    open.add(parties);

    var report = doctor();

    assertThat(outcomes(report, "ipv6")).containsExactly("80 open", "443 open");
    assertThat(verdict(report)).isEqualTo("open  ipv6-only");
  }

  /** The provider gives IPv4 addresses to nobody; the router closes IPv6 but opens when asked. */
  @Test
  void isReachedByIpv6WhileThereIsAPinhole() throws Exception {
    lab(Map.of("CARRIER", "100.64.0.7", "IPV6", "yes"), Manner.HONEST);

    var before = doctor();
    assertThat(outcomes(before, "ipv6")).containsExactly("80 closed", "443 closed");
    assertThat(verdict(before)).isEqualTo("closed cgnat ask-provider");

    var report = doctor("--map");
    assertThat(outcomes(report, "ipv6")).containsExactly("80 open", "443 open");
    assertThat(verdict(report)).isEqualTo("open cgnat ipv6-only");

    assertThat(outcomes(doctor(), "ipv6"))
        .as("closed again")
        .containsExactly("80 closed", "443 closed");
  }

  /** The lab's daemon opens ports from 1024 only when it is asked by UPnP. */
  @Test
  void saysThatTheRouterRefusesToLetIpv6In() throws Exception {
    lab(Map.of("IPV6", "yes", "SPEAKS", "upnp"), Manner.HONEST);

    var report = doctor("--map");

    assertThat(verdict(report)).isEqualTo("open router-refuses map-ports");
    assertThat(outcomes(report, "ipv6")).containsExactly("80 closed", "443 closed");
    assertThat(report.at("/verdict/problem/facts/variant").asString()).isEqualTo("ipv6");
  }

  @Test
  void saysThatTheRouterRefusesLowPorts() throws Exception {
    lab(Map.of("ALLOW", "1024-65535"), Manner.HONEST);

    assertThat(verdict(doctor("--map")))
        .isEqualTo("closed router-refuses-low-ports forward-by-hand");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80      | 80 closed | 443 open   | closed provider-blocks-port tls-alpn",
        "80, 443 | 80 closed | 443 closed | closed provider-blocks-port dns-and-high-port",
      })
  void aProviderThatDropsPorts(String dropped, String http, String https, String verdict)
      throws Exception {
    lab(Map.of("BLOCK", dropped), Manner.HONEST);
    map();

    var report = doctor();

    assertThat(outcomes(report)).containsExactly(http, https);
    assertThat(verdict(report)).isEqualTo(verdict);
  }

  @Test
  void aRouterWithoutAnyProtocolHasToBeToldByHand() throws Exception {
    lab(Map.of("IGD", "off"), Manner.HONEST);

    var report = doctor();

    assertThat(verdict(report)).isEqualTo("closed port-not-forwarded forward-by-hand");
    assertThat(report.at("/verdict/problem/facts/local-address").asString())
        .isEqualTo(Router.HOME_ADDRESS);
  }

  /** The router grants every mapping, and none leads anywhere. */
  @ParameterizedTest
  @CsvSource({"100.64.0.7, closed cgnat ask-provider", "10.9.8.7, closed double-nat second-router"})
  void aRouterThatGrantsMappingsIntoNowhere(String wan, String verdict) throws Exception {
    lab(Map.of("CARRIER", wan), Manner.HONEST);
    map();

    assertThat(verdict(doctor())).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"CLAIMS_OPEN", "OUT_OF_ORDER", "HTML", "BUSY"})
  void isUnknownWhereNobodyOutsideCanBeUsed(Manner manner) throws Exception {
    lab(Map.of(), manner);
    map();

    // Globalping has to show what it fetched, so a claim of it is a failure: one alone.
    var report = doctor();

    assertThat(outcomes(report)).containsExactly("80 unknown", "443 unknown");
    assertThat(verdict(report)).isEqualTo("unknown reachability-unproven prove-first");
  }

  @Test
  void oneThatLiesDoesNotTurnOpenIntoClosed() throws Exception {
    lab(Map.of(), Manner.HONEST, Manner.CLAIMS_CLOSED, Manner.HONEST);
    map();

    assertThat(verdict(doctor())).isEqualTo("open  direct");
  }

  @Test
  void asksTheServiceWhichHoldsThePorts() throws Exception {
    lab(Map.of(), Manner.HONEST);
    map();
    var gatehouse = gatehouse();
    try (var service = gatehouse.startWithSettings("serve")) {
      Eventually.isTrue("the service answers", () -> gatehouse.run("status").status() == 0);

      var report = gatehouse.run("doctor", "--json").json();

      assertThat(verdict(report)).isEqualTo("open  direct");
      gatehouse.run("stop");
      service.await();
    }
  }

  @Test
  void asksNobodyWhenToldSo() throws Exception {
    lab(Map.of(), Manner.HONEST);
    map();

    var report = gatehouse().runWithSettings("doctor", "--json", "--no-outside").json();

    assertThat(verdict(report)).isEqualTo("unknown reachability-unproven prove-first");
    assertThat(report.at("/checks").valueStream().map(check -> check.get("id").asString()))
        .noneMatch(id -> id.startsWith("outside"));
  }

  private void lab(Map<String, String> settings, Manner manner) {
    lab(settings, manner, manner, manner);
  }

  private void lab(
      Map<String, String> settings, Manner globalping, Manner checkHost, Manner plain) {
    router = Router.start(settings);
    open.add(router);
    parties = LabParties.start(router, List.of(globalping, checkHost, plain));
    open.add(parties);
  }

  private void map() {
    var mapper = java(HomeProgram.class, List.of("map", 80, 80, "map", 443, 443));
    try (var running =
        router
            .atHome((Path) mapper.getFirst(), mapper.subList(1, mapper.size()).toArray())
            .start()) {
      assertThat(running.awaitExit(Duration.ofSeconds(30))).as(running.output()).isZero();
      assertThat(running.output()).doesNotContain("\"code\"");
    }
  }

  private static List<Object> java(Class<?> main, List<?> arguments) {
    var command = new ArrayList<Object>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  private GatehouseRun gatehouse() {
    return parties.setFor(new GatehouseRun(folder).below(router.homeCommand()));
  }

  private JsonNode doctor(String... more) throws Exception {
    var start = System.nanoTime();
    var arguments = new ArrayList<>(List.of("doctor", "--json"));
    arguments.addAll(List.of(more));
    var answer = gatehouse().runWithSettings(arguments.toArray(String[]::new));
    System.out.println("doctor: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    return answer.json();
  }

  private static String verdict(JsonNode report) {
    return report.at("/verdict/state").asString("")
        + " "
        + report.at("/verdict/problem/code").asString("")
        + " "
        + report.at("/way").asString("");
  }

  private static List<String> outcomes(JsonNode report) {
    return outcomes(report, "ipv4");
  }

  private static List<String> outcomes(JsonNode report, String family) {
    return report
        .at("/ports")
        .valueStream()
        .filter(port -> port.get("family").asString().equals(family))
        .map(port -> port.get("port").asInt() + " " + port.get("outcome").asString())
        .toList();
  }
}
