package app.gatehouse.reach.router;

import static app.gatehouse.reach.router.LabCommands.JAVA;
import static app.gatehouse.reach.router.LabCommands.answers;
import static app.gatehouse.reach.router.LabCommands.atHome;
import static app.gatehouse.reach.router.LabCommands.fromTheInternet;
import static app.gatehouse.reach.router.LabCommands.java;
import static app.gatehouse.reach.router.LabCommands.rogue;
import static app.gatehouse.reach.router.LabCommands.withTimes;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Router;
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
      try (var rogue = lab().onTheSecond(JAVA, rogue(Router.SECOND_ADDRESS, habit)).start()) {
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

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void namesTheDeviceThatHasThePortAlready(String version) {
    try (var lab = Router.start(Map.of("IGD", version))) {
      // The second computer is another Gatehouse.
      var taken = answers(lab.onTheSecond(JAVA, java("map", "443", "8080"))).getFirst();
      assertThat(taken.at("/outerPort").asInt()).isEqualTo(443);

      var answers = atHome(lab, "find", "map", "443", "8443", "map", "8444", "8443");

      assertThat(answers.get(0).at("/protocol").asString()).isEqualTo("upnp-igd" + version);
      assertThat(answers.get(1).at("/code").asString()).isEqualTo("mapping-conflict");
      assertThat(answers.get(1).at("/facts/port").asString()).isEqualTo("443");
      assertThat(answers.get(1).at("/facts/other-host").asString())
          .isEqualTo(Router.SECOND_ADDRESS);
      assertThat(answers.get(2).at("/innerPort").asInt()).isEqualTo(8443);
    }
  }

  @Test
  void mapsAgainWhatTheRouterForgotWhenItRestarted() {
    try (var lab = Router.start()) {
      assertThat(atHome(lab, "map", "443", "8443", "leads", "443", "8443").get(1).asBoolean())
          .isTrue();

      lab.restart();

      var answers =
          atHome(lab, "leads", "443", "8443", "map", "443", "8443", "leads", "443", "8443");
      assertThat(answers.get(0).asBoolean()).isFalse();
      assertThat(answers.get(1).at("/ours").asBoolean()).isTrue();
      assertThat(answers.get(2).asBoolean()).isTrue();
    }
  }

  /** A search goes out on both cards, and on the other one somebody poses as a router. */
  @Test
  void asksTheRouterThatTheWayOutLeadsTo() {
    try (var lab = Router.start(Map.of("SIDE", "yes"));
        var rogue = lab.onTheSide(JAVA, rogue("192.168.78.1", "router")).start()) {
      rogue.awaitLine("ready");

      var answers = atHome(lab, "find", "map", "443", "8443");

      assertThat(answers.get(0).at("/gateway").asString()).isEqualTo(Router.GATEWAY);
      assertThat(answers.get(1).at("/localAddress").asString()).isEqualTo(Router.HOME_ADDRESS);
      assertThat(rogue.output()).doesNotContain("asked for");
    }
  }

  /** The daemon grants into nowhere, as many routers behind another one do. */
  @Test
  void tellsTheAddressThatLeadsNowhereWithAMapping() {
    try (var lab = Router.start(Map.of("CARRIER", "100.64.0.7"))) {
      var grant = atHome(lab, "map", "443", "8443").getFirst();

      assertThat(grant.at("/outerPort").asInt()).isEqualTo(443);
      assertThat(grant.at("/wanAddress").asString()).isEqualTo("100.64.0.7");
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
}
