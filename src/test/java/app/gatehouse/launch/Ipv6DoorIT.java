package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProberStandIn.Manner;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.Pebble;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A home whose provider translates IPv4 for many homes at once and routes IPv6 to each, behind a
 * router that lets nothing in that was not asked for: the authority and the visitors come by IPv6,
 * or not at all. Leases last two minutes, the shortest that the lab's daemon grants.
 */
class Ipv6DoorIT {
  private static final String NAME = "voice.example.net";
  private static final Duration RESTORED = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(121);

  private static Router router;
  private static Pebble pebble;
  private static LabParties parties;
  private static ChildProcess app;

  @TempDir private Path folder;
  private GatehouseRun gatehouse;

  @BeforeAll
  static void startLab() {
    router =
        Router.start(
            Map.of("CARRIER", "100.64.0.7", "IPV6", "yes", "SPEAKS", "pcp", "LONGEST", "121"));
    pebble = Pebble.builder().onTheInternetOf(router).start();
    pebble.setDefaultAddress("");
    pebble.setIpv6Addresses(NAME, Router.HOME_ADDRESS_6);
    parties = LabParties.start(router, List.of(Manner.HONEST, Manner.HONEST, Manner.HONEST));
    var script = Servers.sources().resolve("flask/speech_and_text.py");
    app = router.atHome(Servers.requirePython("flask"), "-B", script, "5000").start();
    app.awaitLine("Running on");
  }

  @AfterAll
  static void stopLab() throws Exception {
    for (var part : Stream.of(app, parties, pebble, router).filter(Objects::nonNull).toList()) {
      part.close();
    }
  }

  @BeforeEach
  void start() {
    gatehouse =
        parties.setFor(
            new GatehouseRun(folder)
                .below(router.homeCommand())
                .set("acme.directory", pebble.directory())
                .set("acme.ca-file", pebble.caFile())
                .set(
                    "dns.resolvers", Router.INTERNET_ADDRESS + ":" + pebble.dnsServer().getPort()));
  }

  @AfterEach
  void stop() {
    try (var service = ServiceStarter.connect(gatehouse.home())) {
      for (var site : service.status().sites()) {
        service.remove(site.name());
      }
      service.stop();
    } catch (ProblemException e) {
      // There is none any more.
    }
  }

  @Test
  void letsVisitorsInAsLongAsThereIsASite() {
    assertThat(visit()).as("before").isZero();

    publish();

    assertThat(visit()).isEqualTo(401);
    var outside = gatehouse.run("doctor", "--json").json();
    assertThat(outside.at("/verdict/state").asString()).isEqualTo("open");
    assertThat(outside.at("/way").asString()).isEqualTo("ipv6-only");
    assertThat(outside.at("/ports").valueStream().filter(Ipv6DoorIT::isIpv6))
        .isNotEmpty()
        .allMatch(port -> port.get("outcome").asString().equals("open"))
        .allMatch(port -> !port.get("by").isEmpty());

    router.restart();
    assertThat(visit()).as("the router has forgotten").isZero();
    Eventually.isTrue("let in again", RESTORED, () -> visit() == 401);
    assertThat(jobs()).contains("pinhole");

    assertThat(gatehouse.run("site", "remove", NAME).status()).isZero();
    assertThat(visit()).as("afterwards").isZero();
  }

  @Test
  void losesNothingAndLeavesNothingWhenItIsKilled() throws Exception {
    publish();
    kill();
    router.restart();

    try (var started = gatehouse.startWithSettings("serve")) {
      Eventually.isTrue("let in again", RESTORED, () -> visit() == 401);
      kill();
      started.await();
    }
    assertThat(isPinholeThere()).as("left behind").isTrue();
    try (var started = gatehouse.startWithSettings("serve")) {
      Eventually.isTrue("serves", RESTORED, () -> visit() == 401);
      assertThat(gatehouse.run("offline").status()).isZero();
      assertThat(isPinholeThere()).isFalse();
      assertThat(gatehouse.run("online").status()).isZero();
      Eventually.isTrue("let in again", RESTORED, () -> visit() == 401);
      assertThat(gatehouse.run("uninstall", "--yes").status()).isZero();
      started.await();
    }
    assertThat(isPinholeThere()).isFalse();
  }

  @Test
  @Tag("long")
  void letsVisitorsInPastTheEndOfTheLease() throws Exception {
    publish();
    var first = granted("pinholes.json", "/pinholes/0/since");
    assertThat(value("pinholes.json", "/pinholes/0/granted/lease")).isEqualTo(LEASE.toString());
    assertThat(router.mappings()).hasSize(2);

    Eventually.isTrue(
        "renewed, and once more when the first lease was over",
        LEASE.multipliedBy(3),
        () ->
            granted("pinholes.json", "/pinholes/0/since").isAfter(first.plus(LEASE))
                && granted("mappings.json", "/mappings/0/granted").isAfter(first.plus(LEASE)));

    assertThat(visit()).isEqualTo(401);
    assertThat(router.mappings()).as("those of IPv4, too").hasSize(2);
  }

  private void publish() {
    var setup =
        gatehouse.runWithSettings(
            "setup",
            "--app=5000",
            "--address=own-domain",
            "--name=" + NAME,
            "--guard=api-key",
            "--yes",
            "--json");
    assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
    assertThat(setup.json().at("/steps/1/id").asString()).isEqualTo("map-ports");
    assertThat(setup.json().at("/steps/1/state").asString()).isEqualTo("ok");
  }

  private void kill() throws ProblemException {
    long pid;
    try (var service = ServiceStarter.connect(gatehouse.home())) {
      pid = service.info().pid();
    }
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
  }

  private List<String> jobs() {
    return gatehouse
        .run("status", "--json")
        .json()
        .at("/sites/0/jobs")
        .valueStream()
        .map(job -> job.get("kind").asString())
        .toList();
  }

  private static boolean isIpv6(JsonNode port) {
    return port.get("family").asString().equals("ipv6");
  }

  private Instant granted(String file, String pointer) throws IOException {
    return Instant.parse(value(file, pointer));
  }

  private String value(String file, String pointer) throws IOException {
    var text = Files.readString(gatehouse.home().resolve(file));
    return Json.PLAIN.read(text, JsonNode.class).at(pointer).asString();
  }

  /** Whether the router's firewall has a rule for the home computer. */
  private static boolean isPinholeThere() {
    try (var list =
        router
            .onTheRouter(Servers.require("nft"), "list", "chain", "inet", "filter", "miniupnpd")
            .start()) {
      list.awaitExit(Duration.ofSeconds(20));
      // The daemon's rules name addresses byte by byte.
      return list.output().contains("0x2a440128");
    }
  }

  /** What a visitor on the internet gets over IPv6; 0 when nothing comes back. */
  private static int visit() {
    var address = "[" + Router.HOME_ADDRESS_6 + "]";
    try (var curl =
        router
            .onTheInternet(
                Servers.require("curl"),
                "-s",
                "-m",
                "5",
                "--connect-timeout",
                "1",
                "-o",
                "/dev/null",
                "--cacert",
                pebble.rootFile(),
                "--resolve",
                NAME + ":443:" + address,
                "-w",
                "%{http_code}",
                "https://" + NAME + "/tts?text=hello")
            .start()) {
      curl.awaitExit(Duration.ofSeconds(20));
      return Integer.parseInt(curl.output());
    }
  }
}
