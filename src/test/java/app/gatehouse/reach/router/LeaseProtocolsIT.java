package app.gatehouse.reach.router;

import static app.gatehouse.reach.router.LabCommands.JAVA;
import static app.gatehouse.reach.router.LabCommands.answers;
import static app.gatehouse.reach.router.LabCommands.atHome;
import static app.gatehouse.reach.router.LabCommands.fromTheInternet;
import static app.gatehouse.reach.router.LabCommands.java;
import static app.gatehouse.reach.router.LabCommands.run;
import static app.gatehouse.reach.router.LabCommands.withTimes;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Homes whose router has UPnP switched off, but speaks PCP or NAT-PMP. */
class LeaseProtocolsIT {

  @ParameterizedTest
  @CsvSource({"pcp, ''", "nat-pmp, 44.128.0.1"})
  void letsTheInternetInUntilTheMappingIsTakenBack(String protocol, String told) {
    try (var lab = Router.start(Map.of("SPEAKS", protocol));
        var web = lab.atHome(JAVA, java("serve", "8080")).start()) {
      web.awaitLine("serving");

      // First to a port where nobody listens: our own mapping may be moved.
      var answers = atHome(lab, "find", "map", "80", "9090", "map", "80", "8080", "find");
      assertThat(answers.get(0).at("/protocol").asString()).isEqualTo(protocol);
      assertThat(answers.get(0).at("/gateway").asString()).isEqualTo(Router.GATEWAY);
      assertThat(answers.get(0).at("/localAddress").asString()).isEqualTo(Router.HOME_ADDRESS);
      assertThat(answers.get(0).at("/wanAddress").asString("")).isEqualTo(told);
      var grant = answers.get(2);
      assertThat(grant.at("/outerPort").asInt()).isEqualTo(80);
      assertThat(grant.at("/innerPort").asInt()).isEqualTo(8080);
      assertThat(grant.at("/ours").asBoolean()).isTrue();
      assertThat(grant.at("/lease").asString()).isEqualTo("PT1H");
      assertThat(grant.at("/localAddress").asString()).isEqualTo(Router.HOME_ADDRESS);
      assertThat(grant.at("/wanAddress").asString()).isEqualTo(Router.PUBLIC_ADDRESS);
      assertThat(answers.get(3).at("/wanAddress").asString()).isEqualTo(Router.PUBLIC_ADDRESS);
      assertThat(fromTheInternet(lab, 80)).isEqualTo("from home");
      assertThat(lab.mappings()).containsExactly("TCP:80:192.168.77.2:8080");

      // Another process, as after a restart: it knows what it remembers to have mapped.
      atHome(lab, "unmap", "80");
      assertThat(lab.mappings()).hasSize(1);
      atHome(lab, "release", "80", "8080");
      assertThat(lab.mappings()).isEmpty();
      assertThat(fromTheInternet(lab, 80)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcp", "nat-pmp"})
  void renewsItsOwnMappingAfterARestart(String protocol) {
    try (var lab = Router.start(Map.of("SPEAKS", protocol))) {
      for (var attempt = 0; attempt < 2; attempt++) {
        var grant = atHome(lab, "map", "443", "8443").getFirst();
        assertThat(grant.at("/outerPort").asInt()).isEqualTo(443);
        assertThat(lab.mappings()).containsExactly("TCP:443:192.168.77.2:8443");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcp", "nat-pmp"})
  void saysThatTheRouterRefusesLowPortsAndLeavesNoOtherPortOpen(String protocol) {
    try (var lab = Router.start(Map.of("SPEAKS", protocol, "ALLOW", "1024-65535"))) {
      var answers = atHome(lab, "map", "80", "8080", "map", "8444", "8443");

      assertThat(answers.get(0).at("/code").asString()).isEqualTo("router-refuses-low-ports");
      assertThat(answers.get(0).at("/detail").asString()).contains(protocol, "1024");
      assertThat(answers.get(1).at("/outerPort").asInt()).isEqualTo(8444);
      assertThat(lab.mappings()).containsExactly("TCP:8444:192.168.77.2:8443");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcp", "nat-pmp"})
  void takesNothingFromTheDeviceThatHasThePortAlready(String protocol) {
    try (var lab = Router.start(Map.of("SPEAKS", protocol))) {
      var taken = answers(lab.onTheSecond(JAVA, java("map", "443", "8080"))).getFirst();
      assertThat(taken.at("/outerPort").asInt()).isEqualTo(443);

      var answers = atHome(lab, "map", "443", "8443", "release", "443", "8080");

      assertThat(answers.get(0).at("/code").asString()).isEqualTo("router-refuses");
      assertThat(answers.get(0).at("/detail").asString()).contains("instead");
      assertThat(lab.mappings()).containsExactly("TCP:443:192.168.77.9:8080");
    }
  }

  /** Neither protocol shows what the router has; that it began to count anew tells. */
  @ParameterizedTest
  @ValueSource(strings = {"pcp", "nat-pmp"})
  void noticesThatTheRouterForgotAndMapsAgain(String protocol, @TempDir Path folder)
      throws IOException {
    var pipe = folder.resolve("pipe");
    run(ChildProcess.of(Servers.require("mkfifo"), pipe));
    try (var lab = Router.start(Map.of("SPEAKS", protocol));
        var home =
            lab.atHome(
                    JAVA,
                    java(
                        ("map 443 8443 leads 443 8443 leads 443 9443 await " + pipe)
                            .concat(" leads 443 8443 map 443 8443 leads 443 8443")
                            .split(" ")))
                .start()) {
      home.awaitLine("waiting");
      assertThat(lab.mappings()).hasSize(1);
      lab.restart();
      assertThat(lab.mappings()).isEmpty();
      Files.writeString(pipe, "go on");
      home.awaitExit(Duration.ofSeconds(40));

      var answers = answers(home.output());
      assertThat(answers.get(1).asBoolean()).as("before").isTrue();
      assertThat(answers.get(2).asBoolean()).as("another port").isFalse();
      assertThat(answers.get(4).asBoolean()).as("after the restart").isFalse();
      assertThat(answers.get(5).at("/outerPort").asInt()).isEqualTo(443);
      assertThat(answers.get(6).asBoolean()).as("mapped again").isTrue();
      assertThat(lab.mappings()).containsExactly("TCP:443:192.168.77.2:8443");
    }
  }

  @Test
  void givesUpWithinThreeSecondsWhereTheRouterIsSilent() {
    try (var lab = Router.start(Map.of("SPEAKS", "none"))) {
      var answers = withTimes(lab, "find", "map", "80", "8080");

      assertThat(answers.get(0).at("/answer").asString()).isEqualTo("nothing");
      assertThat(answers.get(1).at("/answer/code").asString()).isEqualTo("router-not-found");
      assertThat(answers)
          .extracting(answer -> answer.at("/millis").asInt())
          .allMatch(t -> t < 3000);
    }
  }

  /** While searching, and while a router that was found has fallen silent. */
  @Test
  void givesUpAtOnceWhenCancelled(@TempDir Path folder) throws IOException {
    var pipe = folder.resolve("pipe");
    run(ChildProcess.of(Servers.require("mkfifo"), pipe));
    var verbs = "map 443 8443 await " + pipe + " cancel map 443 8443 cancel find cancel open6 ";
    try (var lab = Router.start(Map.of("SPEAKS", "pcp", "IPV6", "yes"));
        var home =
            lab.atHome(JAVA, java((verbs + Router.HOME_ADDRESS_6 + " 443").split(" "))).start()) {
      home.awaitLine("waiting");
      var rule = "insert rule inet filter input udp dport 5351 drop";
      run(lab.onTheRouter(Servers.require("nft"), (Object[]) rule.split(" ")));
      Files.writeString(pipe, "go on");
      home.awaitExit(Duration.ofSeconds(40));

      assertThat(answers(home.output()).subList(2, 5))
          .allSatisfy(
              answer -> {
                assertThat(answer.at("/ended").asString()).isEqualTo("InterruptedException");
                assertThat(answer.at("/after").asInt()).isLessThan(200);
              });
    }
  }

  /** Behind another router: granted into nowhere, or refused, as the daemon likes. */
  @ParameterizedTest
  @CsvSource({"pcp, 100.64.0.7", "nat-pmp, 10.9.8.7"})
  void tellsTheAddressThatLeadsNowhere(String protocol, String wan) {
    try (var lab = Router.start(Map.of("SPEAKS", protocol, "CARRIER", wan))) {
      var grant = atHome(lab, "map", "443", "8443").getFirst();

      assertThat(grant.at("/wanAddress").asString()).isEqualTo(wan);
    }
  }

  @Test
  void namesTheRoutersOwnErrors() {
    // Debian's daemon refuses private outer addresses.
    try (var lab = Router.start(Map.of("CARRIER", "10.9.8.7", "MINIUPNPD", ""))) {
      JsonNode answer = atHome(lab, "map", "443", "8443").getFirst();

      assertThat(answer.at("/code").asString()).isEqualTo("router-refuses");
      assertThat(answer.at("/detail").asString())
          .contains("UPnP error 501", "PCP error 8 NO_RESOURCES", "NAT-PMP error 3");
    }
  }
}
