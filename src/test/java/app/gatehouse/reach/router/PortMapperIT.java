package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The home computer of a lab asks a real router. */
class PortMapperIT {
  private static final Path JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath();
  private static final String ROGUE = "192.168.77.66";
  private static final String OTHER_HOST = "192.168.77.9";

  /** Asks from a second address, as another device of the home would. */
  private static final String MAP_443_BY_NAT_PMP =
      """
      import socket, struct
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      s.settimeout(5)
      s.bind(('192.168.77.9', 0))
      s.sendto(struct.pack('>BBHHHI', 0, 2, 0, 8080, 443, 3600), ('192.168.77.1', 5351))
      print('code', struct.unpack('>H', s.recv(100)[2:4])[0])
      """;

  /** A home whose router maps every port. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithAnOrdinaryRouter {
    private @Nullable Router started;
    private @Nullable ChildProcess web;

    @BeforeAll
    void start() {
      started = Router.start();
      web = started.atHome(JAVA, java("serve", "8080")).start();
      web.awaitLine("serving");
      run(started.onTheRouter(Servers.require("ip"), "addr", "add", ROGUE + "/24", "dev", "lan0"));
    }

    @AfterAll
    void stop() {
      if (web != null) {
        web.close();
      }
      if (started != null) {
        started.close();
      }
    }

    private Router lab() {
      return Objects.requireNonNull(started);
    }

    @Test
    void letsTheInternetInUntilTheMappingIsTakenBack() {
      assertThat(fromTheInternet(lab(), 80)).isEmpty();

      // First to a port where nobody listens: our own mapping may be moved.
      var answers = atHome(lab(), "find", "map", "80", "9090", "map", "80", "8080");
      assertThat(answers.get(0).at("/protocol").asString()).isEqualTo("upnp-igd2");
      assertThat(answers.get(0).at("/gateway").asString()).isEqualTo(Router.GATEWAY);
      assertThat(answers.get(0).at("/wanAddress").asString()).isEqualTo(Router.PUBLIC_ADDRESS);
      assertThat(answers.get(0).at("/localAddress").asString()).isEqualTo(Router.HOME_ADDRESS);
      assertThat(answers.get(0).at("/name").asString()).isEqualTo("Lab router");
      assertThat(answers.get(1).at("/outerPort").asInt()).isEqualTo(80);
      assertThat(answers.get(1).at("/ours").asBoolean()).isTrue();
      assertThat(answers.get(1).at("/lease").asString()).startsWith("PT");
      assertThat(answers.get(2).at("/innerPort").asInt()).isEqualTo(8080);
      assertThat(fromTheInternet(lab(), 80)).isEqualTo("from home");
      assertThat(
              atHome(lab(), "leads", "80", "8080", "leads", "80", "9090", "leads", "443", "8443"))
          .extracting(JsonNode::asBoolean)
          .containsExactly(true, false, false);

      assertThat(atHome(lab(), "unmap", "80", "unmap", "443"))
          .allSatisfy(answer -> assertThat(answer.asString()).isEqualTo("nothing"));
      assertThat(fromTheInternet(lab(), 80)).isEmpty();
    }

    @Test
    void leavesMappingsOfOthersAlone() {
      var answers =
          atHome(
              lab(),
              "steal",
              "8001",
              "8080",
              "Some game",
              "map",
              "8001",
              "8080",
              "map",
              "8001",
              "9090",
              "unmap",
              "8001");

      assertThat(answers.get(1).at("/ours").asBoolean()).isFalse();
      assertThat(answers.get(2).at("/code").asString()).isEqualTo("mapping-conflict");
      assertThat(fromTheInternet(lab(), 8001)).isEqualTo("from home");
    }

    @Test
    void findsNothingInTheWay() {
      var report = atHome(lab(), "doctor").getFirst();

      assertThat(report.at("/verdict/state").asString()).isEqualTo("unknown");
      assertThat(report.at("/verdict/problem/code").asString()).isEqualTo("reachability-unproven");
      assertThat(report.at("/addresses/0").asString()).isEqualTo(Router.HOME_ADDRESS);
      assertThat(report.at("/router/protocol").asString()).isEqualTo("upnp-igd2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "garbage"})
    void believesTheGatewayAndNobodyBesideIt(String habit) {
      try (var rogue = lab().onTheRouter(JAVA, rogue(ROGUE, habit)).start()) {
        rogue.awaitLine("ready");

        var found = atHome(lab(), "find").getFirst();
        assertThat(found.at("/name").asString()).isEqualTo("Lab router");
        assertThat(rogue.output()).doesNotContain("asked for");
      }
    }
  }

  /** A home whose router does not map ports. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithoutUpnp {
    private @Nullable Router started;

    @BeforeAll
    void start() {
      started = Router.start(Map.of("IGD", "off"));
    }

    @AfterAll
    void stop() {
      if (started != null) {
        started.close();
      }
    }

    private Router lab() {
      return Objects.requireNonNull(started);
    }

    @Test
    void givesUpWithinThreeSeconds() {
      var answers = withTimes(lab(), "find", "map", "80", "8080");

      assertThat(answers.get(0).at("/answer").asString()).isEqualTo("nothing");
      assertThat(answers.get(0).at("/millis").asInt()).isLessThan(3000);
      assertThat(answers.get(1).at("/answer/code").asString()).isEqualTo("router-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxe", "dtd", "elsewhere"})
    void readsNoFileAndNoAddressThatADescriptionNames(String habit) {
      try (var rogue = lab().onTheRouter(JAVA, rogue(Router.GATEWAY, habit)).start()) {
        rogue.awaitLine("ready");

        assertThat(atHome(lab(), "find").getFirst().asString()).isEqualTo("nothing");
        assertThat(rogue.output()).contains("asked for /d.xml").doesNotContain("leak");
      }
    }
  }

  @Test
  void namesTheDeviceThatHasThePortAlready() {
    for (var version : List.of("1", "2")) {
      try (var lab = Router.start(Map.of("IGD", version))) {
        var ip = Servers.require("ip");
        run(lab.atHome(ip, "addr", "add", OTHER_HOST + "/24", "dev", "eth0"));
        assertThat(run(lab.atHome(Path.of("/usr/bin/python3"), "-c", MAP_443_BY_NAT_PMP)))
            .contains("code 0");
        run(lab.atHome(ip, "addr", "del", OTHER_HOST + "/24", "dev", "eth0"));

        var answers = atHome(lab, "find", "map", "443", "8443", "map", "8444", "8443");

        assertThat(answers.get(0).at("/protocol").asString()).isEqualTo("upnp-igd" + version);
        assertThat(answers.get(1).at("/code").asString()).isEqualTo("mapping-conflict");
        assertThat(answers.get(1).at("/facts/port").asString()).isEqualTo("443");
        assertThat(answers.get(1).at("/facts/other-host").asString()).isEqualTo(OTHER_HOST);
        assertThat(answers.get(2).at("/innerPort").asInt()).isEqualTo(8443);
      }
    }
  }

  @Test
  void saysThatTheRouterRefusesLowPortsOnly() {
    try (var lab = Router.start(Map.of("ALLOW", "1024-65535"))) {
      var answers = atHome(lab, "map", "80", "8080", "map", "8444", "8443");

      assertThat(answers.get(0).at("/code").asString()).isEqualTo("router-refuses-low-ports");
      assertThat(answers.get(0).at("/detail").asString()).contains("606");
      assertThat(answers.get(1).at("/outerPort").asInt()).isEqualTo(8444);
    }
  }

  @Test
  void saysThatTheRouterRefusesAltogether() {
    try (var lab = Router.start(Map.of("ALLOW", "2000-2001"))) {
      var answer = atHome(lab, "map", "80", "8080").getFirst();

      assertThat(answer.at("/code").asString()).isEqualTo("router-refuses");
    }
  }

  @ParameterizedTest
  @CsvSource({"100.64.0.7, cgnat", "10.9.8.7, double-nat"})
  void seesWhatStandsBetweenTheRouterAndTheInternet(String wan, String code) {
    try (var lab = Router.start(Map.of("CARRIER", wan))) {
      var report = atHome(lab, "doctor").getFirst();

      assertThat(report.at("/router/wanAddress").asString()).isEqualTo(wan);
      assertThat(report.at("/verdict/state").asString()).isEqualTo("unknown");
      assertThat(report.at("/verdict/problem/code").asString()).isEqualTo(code);
    }
  }

  private static Object[] java(String... verbs) {
    return program(HomeProgram.class, verbs);
  }

  private static Object[] rogue(String... arguments) {
    return program(RogueProgram.class, arguments);
  }

  private static Object[] program(Class<?> main, String... arguments) {
    var command = new ArrayList<Object>();
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command.toArray();
  }

  private static List<JsonNode> atHome(Router lab, String... verbs) {
    return withTimes(lab, verbs).stream().map(line -> line.get("answer")).toList();
  }

  private static List<JsonNode> withTimes(Router lab, String... verbs) {
    var output = run(lab.atHome(JAVA, java(verbs)));
    return output
        .lines()
        .filter(line -> line.startsWith("> "))
        .map(line -> tree(line.substring(2)))
        .toList();
  }

  private static JsonNode tree(String line) {
    try {
      return Json.PLAIN.read(line, JsonNode.class);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String fromTheInternet(Router lab, int port) {
    var url = "http://" + Router.PUBLIC_ADDRESS + ":" + port + "/";
    return run(lab.onTheInternet(Servers.require("curl"), "-s", "-m", "2", url));
  }

  private static String run(ChildProcess.Builder command) {
    try (var running = command.start()) {
      running.awaitExit(Duration.ofSeconds(40));
      return running.output();
    }
  }
}
