package app.gatehouse.reach.router;

import static app.gatehouse.reach.router.LabCommands.JAVA;
import static app.gatehouse.reach.router.LabCommands.answers;
import static app.gatehouse.reach.router.LabCommands.atHome;
import static app.gatehouse.reach.router.LabCommands.java;
import static app.gatehouse.reach.router.LabCommands.run;
import static app.gatehouse.reach.router.LabCommands.withTimes;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
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

/** A home with IPv6, whose router lets nothing in that was not asked for. */
class PinholesIT {
  private static final String HOME = Router.HOME_ADDRESS_6;

  @ParameterizedTest
  @CsvSource({"pcp, 443, pcp", "upnp, 8443, upnp-igd2", "upnp nat-pmp pcp, 8443, pcp"})
  void letsTheInternetInUntilThePinholeIsClosed(
      String speaks, String port, String protocol, @TempDir Path folder) throws IOException {
    var pipe = folder.resolve("pipe");
    run(ChildProcess.of(Servers.require("mkfifo"), pipe));
    var verbs = "open6 %s %s keep6 await %s close6".formatted(HOME, port, pipe).split(" ");
    try (var lab = Router.start(Map.of("SPEAKS", speaks, "IPV6", "yes"));
        var web = lab.atHome(JAVA, java("serve", port)).start()) {
      web.awaitLine("serving");
      assertThat(fromTheInternet(lab, port)).isEmpty();

      try (var home = lab.atHome(JAVA, java(verbs)).start()) {
        home.awaitLine("waiting");
        assertThat(fromTheInternet(lab, port)).isEqualTo("from home");
        Files.writeString(pipe, "go on");
        home.awaitExit(Duration.ofSeconds(40));

        var answers = answers(home.output());
        assertThat(answers.get(0).at("/protocol").asString()).isEqualTo(protocol);
        assertThat(answers.get(0).at("/lease").asString()).isEqualTo("PT1H");
        assertThat(answers.get(1)).as("kept").isEqualTo(answers.get(0));
        assertThat(answers.get(3).asString()).isEqualTo("nothing");
      }
      assertThat(fromTheInternet(lab, port)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcp", "upnp"})
  void opensAgainWhatTheRouterForgotWhenItRestarted(String speaks, @TempDir Path folder)
      throws IOException {
    var pipe = folder.resolve("pipe");
    run(ChildProcess.of(Servers.require("mkfifo"), pipe));
    var verbs =
        "open6 %s 8443 isOpen6 await %s isOpen6 close6 keep6 isOpen6"
            .formatted(HOME, pipe)
            .split(" ");
    try (var lab = Router.start(Map.of("SPEAKS", speaks, "IPV6", "yes"));
        var web = lab.atHome(JAVA, java("serve", "8443")).start();
        var home = lab.atHome(JAVA, java(verbs)).start()) {
      web.awaitLine("serving");
      home.awaitLine("waiting");
      lab.restart();
      assertThat(fromTheInternet(lab, "8443")).isEmpty();
      Files.writeString(pipe, "go on");
      home.awaitExit(Duration.ofSeconds(40));

      var answers = answers(home.output());
      assertThat(answers.get(1).asBoolean()).as("before").isTrue();
      assertThat(answers.get(3).asBoolean()).as("after the restart").isFalse();
      assertThat(answers.get(4).asString()).as("gone already").isEqualTo("nothing");
      assertThat(answers.get(6).asBoolean()).as("made anew").isTrue();
      assertThat(fromTheInternet(lab, "8443")).isEqualTo("from home");
    }
  }

  /** Debian 12's daemon renews a pinhole, but then does not know it again for closing. */
  @Test
  void shortensWhatTheRouterDoesNotClose() {
    var settings = Map.of("SPEAKS", "pcp", "IPV6", "yes", "MINIUPNPD", "", "SHORTEST", "1");
    try (var lab = Router.start(settings);
        var web = lab.atHome(JAVA, java("serve", "8443")).start()) {
      web.awaitLine("serving");

      assertThat(atHome(lab, "open6", HOME, "8443", "close6").get(1).asString())
          .isEqualTo("nothing");
      Eventually.isTrue(
          "the pinhole ends", Duration.ofSeconds(60), () -> fromTheInternet(lab, "8443").isEmpty());
    }
  }

  /** The lab's daemon lets UPnP open ports from 1024 only. */
  @Test
  void saysThatTheRouterRefuses() {
    try (var lab = Router.start(Map.of("SPEAKS", "upnp", "IPV6", "yes"))) {
      var answer = atHome(lab, "open6", HOME, "443").getFirst();

      assertThat(answer.at("/code").asString()).isEqualTo("router-refuses");
      assertThat(answer.at("/facts/variant").asString()).isEqualTo("ipv6");
      assertThat(answer.at("/detail").asString()).contains("UPnP error 606");
      assertThat(answer.at("/facts/local-address").asString()).isEqualTo(HOME);
    }
  }

  @Test
  void givesUpWithinThreeSecondsWhereNobodyAnswers() {
    try (var lab = Router.start(Map.of("SPEAKS", "none", "IPV6", "yes"))) {
      var answer = withTimes(lab, "open6", HOME, "443").getFirst();

      assertThat(answer.at("/answer/code").asString()).isEqualTo("router-not-found");
      assertThat(answer.at("/millis").asInt()).isLessThan(3000);
    }
  }

  /** The home computer may open its own doors only. */
  @Test
  void opensNothingForAnotherComputer() {
    try (var lab = Router.start(Map.of("IPV6", "yes"))) {
      var answer = atHome(lab, "open6", "2a44:128:0:77::9", "8443").getFirst();

      assertThat(answer.at("/code").asString()).isEqualTo("router-not-found");
    }
  }

  private static String fromTheInternet(Router lab, String port) {
    var url = "http://[" + HOME + "]:" + port + "/";
    return run(lab.onTheInternet(Servers.require("curl"), "-g", "-s", "-m", "2", url));
  }
}
