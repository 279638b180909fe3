package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.Pebble;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole product at once: at home the program and an app behind a real router, on the internet a
 * real authority that looks at the home through the port that was mapped, and a visitor.
 */
class ThroughTheRouterIT {
  private static final String NAME = "voice.example.net";
  private static final String BLOCKED = "www.blocked.example";
  private static final List<String> BOTH_PORTS =
      List.of("TCP:443:" + Router.HOME_ADDRESS + ":443", "TCP:80:" + Router.HOME_ADDRESS + ":80");

  private static final int HTTP = 8080;
  private static final int HTTPS = 8443;
  private static final List<String> TRANSLATED =
      List.of(
          "TCP:443:" + Router.HOME_ADDRESS + ":" + HTTPS,
          "TCP:80:" + Router.HOME_ADDRESS + ":" + HTTP);

  private static Router router;
  private static Pebble pebble;
  private static ChildProcess app;

  @TempDir private Path folder;
  private GatehouseRun gatehouse;

  @BeforeAll
  static void startLab() {
    router = Router.start();
    pebble =
        Pebble.builder()
            .onTheInternetOf(router)
            .blocks("blocked.example")
            // Asked to wait that long, the program stands between mapping and certificate for long
            // enough to be interrupted there.
            .retryAfter(3, 1)
            .start();
    var script = Servers.sources().resolve("flask/speech_and_text.py");
    app = router.atHome(Servers.requirePython("flask"), "-B", script, "5000").start();
    app.awaitLine("Running on");
  }

  @AfterAll
  static void stopLab() {
    Stream.of(app, pebble, router).filter(Objects::nonNull).forEach(ThroughTheRouterIT::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    gatehouse =
        new GatehouseRun(folder)
            .below(router.homeCommand())
            .set("acme.directory", pebble.directory())
            .set("acme.ca-file", pebble.caFile())
            .set("dns.resolvers", Router.INTERNET_ADDRESS + ":" + pebble.dnsServer().getPort())
            .set("ip-echo.services", "");
  }

  @AfterEach
  void stop() {
    stopService();
    pebble.restart();
  }

  @Test
  void publishesToTheInternetAndTakesEverythingBack() throws Exception {
    assertThat(visit("http://" + NAME + "/").status()).as("before").isZero();

    var setup = setup(NAME).await();

    assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
    assertThat(setup.json().at("/site/url").asString()).isEqualTo("https://" + NAME + "/");
    assertThat(setup.json().at("/steps").valueStream().map(step -> step.get("state").asString()))
        .containsExactly("ok", "ok", "ok", "ok", "warning");
    assertThat(setup.json().at("/steps/4/problem/code").asString())
        .as("Pebble's root is known to nobody")
        .isEqualTo("certificate-not-trusted-here");
    assertThat(router.mappings()).isEqualTo(BOTH_PORTS);
    assertThat(pebble.output())
        .contains("Attempting to validate w/ HTTP: http://" + NAME + ":80/.well-known/");

    assertThat(visit("http://" + NAME + "/tts?text=hello").location())
        .isEqualTo("https://" + NAME + "/tts?text=hello");
    assertThat(visit("https://" + NAME + "/tts?text=hello").status()).isEqualTo(401);
    var key = Files.readString(Path.of(setup.json().get("keyFile").asString())).strip();
    var spoken = visit("https://" + NAME + "/tts?text=hello", "-H", "X-API-Key: " + key);
    assertThat(spoken.status()).isEqualTo(200);
    assertThat(spoken.body()).startsWith("RIFF");

    assertThat(gatehouse.run("site", "remove", NAME).status()).isZero();

    assertThat(router.mappings()).isEmpty();
    assertThat(visit("https://" + NAME + "/").status()).as("afterwards").isZero();
  }

  @Test
  void leavesNothingAtTheRouterWhenItIsUninstalledAndKeepsTheSite() throws Exception {
    assertThat(setup(NAME).await().status()).isZero();
    assertThat(router.mappings()).isEqualTo(BOTH_PORTS);

    var uninstalled = gatehouse.run("uninstall", "--yes", "--json");

    assertThat(uninstalled.status()).as(uninstalled.out() + uninstalled.err()).isZero();
    assertThat(uninstalled.json().at("/steps/0/id").asString()).isEqualTo("service");
    assertThat(uninstalled.json().at("/kept/0").asString()).isEqualTo(gatehouse.home().toString());
    assertThat(router.mappings()).isEmpty();
    assertThat(gatehouse.run("service", "status").status()).isEqualTo(3);
    try (var started = gatehouse.startWithSettings("serve");
        var service = awaitService()) {
      assertThat(service.status().sites()).hasSize(1);
      service.remove(NAME);
      service.stop();
      started.await();
    }
  }

  @Test
  void takesTheMappingsBackWhenTheAuthorityRefuses() throws IOException {
    try (var setup = setup(BLOCKED)) {
      awaitMappings();
      var refused = setup.await();

      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.json().at("/state").asString()).isEqualTo("cancelled");
      assertThat(refused.json().at("/problem/code").asString()).isEqualTo("ca-rejects-name");
      assertThat(refused.json().at("/steps/1/state").asString()).isEqualTo("undone");
    }
    assertThat(router.mappings()).isEmpty();
  }

  @Test
  void takesTheMappingsBackWhenTheRehearsalFails() throws IOException {
    // The only authority of this lab stands in for the test directory: the real one is never asked.
    gatehouse
        .set("acme.directory", pebble.directory() + "?real")
        .set("acme.rehearsal-directory", pebble.directory());
    try (var setup = setup(BLOCKED, "--rehearse")) {
      awaitMappings();
      var refused = setup.await();

      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.json().at("/problem/code").asString()).isEqualTo("ca-rejects-name");
      assertThat(refused.json().at("/steps/1/state").asString()).isEqualTo("undone");
      assertThat(refused.json().at("/steps/2/id").asString()).isEqualTo("rehearse");
      assertThat(refused.json().at("/steps/3/state").asString()).isEqualTo("cancelled");
    }
    assertThat(router.mappings()).isEmpty();
  }

  @Test
  @Tag("long")
  void takesTheMappingsBackWhenSomebodyCancelsWhileTheAuthorityIsAsked() throws Exception {
    try (var setup = setup(NAME)) {
      awaitMappings();
      try (var service = ServiceStarter.connect(gatehouse.home())) {
        service.cancel(service.operations().getLast().id());
      }
      var cancelled = setup.await();

      assertThat(cancelled.status()).isEqualTo(1);
      assertThat(cancelled.json().at("/state").asString()).isEqualTo("cancelled");
    }
    assertThat(router.mappings()).isEmpty();
  }

  @Test
  void goesOnAfterAKillBetweenMappingAndCertificate() throws Exception {
    // Others than the router's own: it has to translate.
    gatehouse.set("http.port", HTTP).set("https.port", HTTPS);
    killBeforeTheCertificate();
    assertThat(router.mappings()).as("left behind").isEqualTo(TRANSLATED);

    try (var service = gatehouse.startWithSettings("serve")) {
      Eventually.isTrue(
          "published",
          Duration.ofSeconds(60),
          () -> visit("https://" + NAME + "/").status() == 401);

      assertThat(router.mappings()).as("once each").isEqualTo(TRANSLATED);
      assertThat(visit("http://" + NAME + "/").location()).isEqualTo("https://" + NAME + "/");
      try (var client = ServiceStarter.connect(gatehouse.home())) {
        assertThat(client.status().sites().getFirst().url()).isEqualTo("https://" + NAME + "/");
        client.remove(NAME);
        assertThat(router.mappings()).isEmpty();
        client.stop();
      }
      assertThat(service.await().status()).isZero();
    }
  }

  @Test
  @Tag("long")
  void leavesNothingAfterAKillWhenTheSetupIsGivenUp() throws Exception {
    killBeforeTheCertificate();
    pebble.stop();

    try (var started = gatehouse.startWithSettings("serve")) {
      try (var service = awaitService()) {
        var operation = service.operations().getLast();
        service.cancel(operation.id());
        Eventually.isTrue(
            "undone",
            () ->
                service.operation(operation.id()).orElseThrow().state()
                    == OperationState.CANCELLED);
      }
      assertThat(router.mappings()).isEmpty();
      stopService();
      started.await();
    }
  }

  /** Sets up until the authority lets us wait, then kills the service without a word. */
  private void killBeforeTheCertificate() throws ProblemException {
    try (var setup = setup(NAME)) {
      Eventually.isTrue(
          "mapped, and the authority looks",
          Duration.ofSeconds(60),
          () ->
              router.mappings().size() == 2 && pebble.output().contains("Attempting to validate"));
      long pid;
      try (var service = ServiceStarter.connect(gatehouse.home())) {
        assertThat(service.status().sites()).as("not published yet").isEmpty();
        pid = service.info().pid();
      }
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
      assertThat(setup.await().status()).as("the service went away").isEqualTo(3);
    }
  }

  private ServiceApi awaitService() {
    return Eventually.get(
        "the service answers",
        Duration.ofSeconds(60),
        () -> ServiceStarter.connect(gatehouse.home()),
        service -> true);
  }

  private void stopService() {
    try (var service = ServiceStarter.connect(gatehouse.home())) {
      service.stop();
    } catch (ProblemException e) {
      // There is none any more.
    }
  }

  private void awaitMappings() {
    Eventually.isTrue(
        "both ports are mapped",
        Duration.ofSeconds(60),
        () -> router.mappings().equals(BOTH_PORTS));
  }

  private GatehouseRun.Running setup(String name, String... more) {
    var arguments =
        Stream.concat(
            Stream.of(
                "setup",
                "--app=5000",
                "--address=own-domain",
                "--name=" + name,
                "--guard=api-key",
                "--yes",
                "--json"),
            Stream.of(more));
    return gatehouse.startWithSettings(arguments.toArray(String[]::new));
  }

  /** What a visitor on the internet side gets; status 0 when nothing comes back. */
  private record Visit(int status, String location, String body) {}

  private Visit visit(String url, String... options) throws IOException {
    var body = folder.resolve("body");
    Files.writeString(body, "");
    var arguments =
        new ArrayList<Object>(List.of("-s", "-m", "5", "--connect-timeout", "1", "-o", body));
    arguments.addAll(List.of("--cacert", pebble.rootFile()));
    for (var port : List.of(80, 443)) {
      arguments.addAll(List.of("--resolve", NAME + ":" + port + ":" + Router.PUBLIC_ADDRESS));
    }
    arguments.addAll(List.of("-w", "%{http_code} %{redirect_url}", url));
    arguments.addAll(List.of(options));
    try (var curl = router.onTheInternet(Servers.require("curl"), arguments.toArray()).start()) {
      curl.awaitExit(Duration.ofSeconds(20));
      var answer = curl.output().split(" ", 2);
      return new Visit(
          Integer.parseInt(answer[0]),
          answer[1],
          Files.readString(body, StandardCharsets.ISO_8859_1));
    }
  }
}
