package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.ControlClient;
import app.gatehouse.control.ControlSocket;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.sample.SampleApp;
import app.gatehouse.state.Home;
import app.gatehouse.state.HomeLock;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites by command line, each command a process of its own: as scripts see it. */
class ServiceLifeIT {
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder;

  private final int httpPort = FreePorts.next();
  private final int httpsPort = FreePorts.next();
  private GatehouseRun gatehouse;
  private SampleApp app;

  @BeforeEach
  void start() throws Exception {
    app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0));
    gatehouse =
        new GatehouseRun(folder)
            .set("http.port", httpPort)
            .set("https.port", httpsPort)
            .set("listen.address", "127.0.0.1")
            .set("router.enabled", false)
            .set("ip-echo.services", "");
  }

  @AfterEach
  void stop() {
    gatehouse.run("stop");
    app.close();
  }

  @Test
  void publishesPrivatelyAndKeepsItOverStopKillAndStart() throws Exception {
    var setup =
        gatehouse.runWithSettings(
            "setup",
            "--app=" + app.upstream().port(),
            "--address=private",
            "--name=sample.home.arpa",
            "--guard=login",
            "--credential-file=" + credentials("user=ada", "password=" + PASSWORD),
            "--yes",
            "--json");
    assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
    assertThat(setup.json().get("site").get("name").asString()).isEqualTo("sample.home.arpa");
    assertThat(setup.json().get("steps").valueStream().map(step -> step.get("state").asString()))
        .containsOnly("ok");
    assertThat(setup.out() + setup.err()).doesNotContain(PASSWORD);
    assertServedWith(localRoot(), "sample.home.arpa");

    var status = gatehouse.run("status", "--json").json();
    var site = status.get("sites").get(0);
    assertThat(site.get("state").asString()).isEqualTo("ok");
    assertThat(site.get("certificate").get("served").asBoolean()).isTrue();
    var pid = status.get("service").get("pid").asLong();

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    assertThat(gatehouse.run("status").status()).isEqualTo(3);

    try (var service = gatehouse.startWithSettings("serve")) {
      Visitor.awaitServed(localRoot(), "sample.home.arpa", httpsPort);
      awaitService();
      assertThat(gatehouse.run("stop", "--json").status()).isZero();
      assertThat(service.await().status()).isZero();
    }
  }

  @Test
  void secondServiceOfAHomeFindsTheFirst() {
    try (var first = gatehouse.startWithSettings("serve")) {
      awaitService();
      var second = gatehouse.runWithSettings("serve");
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.out()).isEmpty();
      assertThat(second.err()).contains("already at work");
      assertThat(gatehouse.run("status").status()).isZero();
      first.process().destroy();
      assertThat(first.await().status()).as("SIGTERM drains").isIn(0, 143);
      assertThat(gatehouse.run("status").status()).isEqualTo(3);
    }
  }

  @Test
  void whoeverGetsTheHomeFindsNothingOfTheServiceBefore() throws Exception {
    try (var first = gatehouse.startWithSettings("serve")) {
      awaitService();
      var socket = ControlSocket.of(gatehouse.home()).orElseThrow();
      try (var client = ControlClient.connect(socket)) {
        assertThat(client.info().listening()).isFalse();
        first.process().destroy();

        try (var _ = awaitLock()) {
          assertThat(gatehouse.home().resolve("control.path")).doesNotExist();
          assertThat(socket).doesNotExist();
        }
      }
    }
  }

  /** As soon as it is free. */
  private HomeLock awaitLock() throws ProblemException {
    var home = Home.open(gatehouse.home(), InstantSource.system());
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        return home.lock();
      } catch (ProblemException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  @Test
  void pausesResumesAndRemovesASite() throws Exception {
    publishPrivately("open");
    assertThat(gatehouse.run("site", "pause", "sample.home.arpa").status()).isZero();
    assertThat(Visitor.get(localRoot(), "sample.home.arpa", httpsPort).status()).isEqualTo(503);
    assertThat(gatehouse.run("site", "resume", "sample.home.arpa").status()).isZero();
    assertThat(Visitor.get(localRoot(), "sample.home.arpa", httpsPort).body())
        .contains(SampleApp.MARKER);
    assertThat(gatehouse.run("site", "list", "--json").json().get("sites")).hasSize(1);
    assertThat(gatehouse.run("site", "remove", "sample.home.arpa", "--json").status()).isZero();
    assertThat(gatehouse.run("site", "list", "--json").json().get("sites")).isEmpty();
    assertThat(
            gatehouse
                .run("site", "show", "sample.home.arpa", "--json")
                .json()
                .get("problem")
                .get("code")
                .asString())
        .isEqualTo("site-not-found");
  }

  @Test
  void refusesSettingsForAServiceThatRuns() throws Exception {
    publishPrivately("open");
    assertThat(gatehouse.runWithSettings("status").status()).isEqualTo(2);
    assertThat(gatehouse.runWithSettings("setup", "--yes", "--app=1", "--address=private").status())
        .isEqualTo(2);
  }

  @Test
  void theWindowRefusesSettingsForAServiceThatRuns() throws Exception {
    publishPrivately("open");
    try (var window =
        ChildProcess.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:TieredStopAtLevel=1",
                "-Dglass.platform=Headless",
                "-cp",
                System.getProperty("java.class.path"),
                DesktopMain.class.getName())
            .with("--home=" + gatehouse.home(), "--set=http.port=8080")
            .start()) {
      assertThat(window.awaitExit(Duration.ofSeconds(60))).as(window.output()).isEqualTo(2);
      assertThat(window.output()).contains("--set works only where a command starts something");
    }
  }

  @Test
  void keepsANewKeyOutOfTheJson() throws Exception {
    var setup =
        gatehouse.runWithSettings(
            "setup",
            "--app=" + app.upstream().port(),
            "--address=private",
            "--name=api.home.arpa",
            "--guard=api-key",
            "--yes",
            "--json");
    assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
    var file = Path.of(setup.json().get("keyFile").asString());
    var key = Files.readString(file).strip();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(setup.out() + setup.err()).doesNotContain(key);
    assertThat(Visitor.get(localRoot(), "api.home.arpa", httpsPort).status()).isEqualTo(401);
    assertThat(Visitor.get(localRoot(), "api.home.arpa", httpsPort, "X-API-Key", key).status())
        .isEqualTo(200);
  }

  @Test
  void publishesWithAPublicAuthorityRenewsAndServesAgain() throws Exception {
    try (var pebble = Pebble.start(httpPort, httpsPort)) {
      gatehouse
          .set("acme.directory", pebble.directory())
          // As people type it: relative to where they are, while the service works in its home.
          .set("acme.ca-file", Path.of("").toAbsolutePath().relativize(pebble.caFile()))
          .set("address.also-public", "127.0.0.0/8")
          .set(
              "dns.resolvers",
              pebble.dnsServer().getHostString() + ":" + pebble.dnsServer().getPort());
      var setup =
          gatehouse.runWithSettings(
              "setup",
              "--app=" + app.upstream().url(),
              "--address=own-domain",
              "--name=Sample.Example.",
              "--guard=open",
              "--yes",
              "--json");
      assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
      assertServedWith(pebble.rootFile(), "sample.example");
      var before = Visitor.serial(pebble.rootFile(), "sample.example", httpsPort);

      var notDue = gatehouse.run("renew", "--json").json().get("sites").get(0);
      assertThat(notDue.get("renewed").asBoolean()).isFalse();
      var renewed = gatehouse.run("renew", "sample.example", "--force", "--json");
      assertThat(renewed.status()).as(renewed.out() + renewed.err()).isZero();
      assertThat(renewed.json().get("sites").get(0).get("renewed").asBoolean()).isTrue();
      assertThat(Visitor.serial(pebble.rootFile(), "sample.example", httpsPort))
          .isNotEqualTo(before);

      assertThat(gatehouse.run("stop").status()).isZero();
      try (var service = gatehouse.startWithSettings("serve")) {
        Visitor.awaitServed(pebble.rootFile(), "sample.example", httpsPort);
        awaitService();
        assertThat(gatehouse.run("stop").status()).isZero();
        assertThat(service.await().status()).isZero();
      }
    }
  }

  @Test
  void namesAPortThatIsTakenAndTakesEverythingBack() throws Exception {
    try (var other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", httpsPort));
      var setup = setupPrivately("open");
      assertThat(setup.status()).isEqualTo(1);
      assertThat(setup.json().get("problem").get("code").asString()).isEqualTo("port-in-use");
      assertThat(setup.json().get("problem").get("facts").get("port").asString())
          .isEqualTo(Integer.toString(httpsPort));
    }
    assertThat(gatehouse.run("site", "list", "--json").json().get("sites")).isEmpty();
    var again = setupPrivately(List.of(), "open");
    assertThat(again.status()).as(again.out() + again.err()).isZero();
  }

  @Test
  void namesAPortThatNeedsRights() throws Exception {
    Servers.requireRoot();
    var nobody =
        List.of(
            Servers.require("setpriv").toString(),
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--bounding-set=-all");
    makeReadableForOthers();
    GatehouseRun.requireImageFor(nobody);
    gatehouse.below(nobody).set("http.port", 79).set("https.port", 78);
    var setup = setupPrivately("open");
    assertThat(setup.status()).as(setup.out() + setup.err()).isEqualTo(1);
    assertThat(setup.json().get("problem").get("code").asString()).isEqualTo("port-needs-rights");
  }

  @Test
  void aTypoInTheSettingsIsNamedAndOpensNothing() throws Exception {
    var file = Files.createDirectories(gatehouse.home()).resolve("settings.json");
    var text = "{\"schema\":1,\"settings\":{\"listen.address\":\"127.0.0.1\",}}";
    Files.writeString(file, text);

    var setup = setupPrivately("open");
    var doctor = gatehouse.run("doctor", "--json");
    var serve = gatehouse.run("serve");

    for (var refused : List.of(setup, doctor)) {
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.json().get("problem").get("code").asString())
          .isEqualTo("setting-not-valid");
    }
    assertThat(serve.status()).isEqualTo(1);
    assertThat(serve.err()).contains("settings.json cannot be understood");
    assertThat(file).hasContent(text);
    Files.delete(file);
  }

  @Test
  void namesAHomeThatCannotBeWrittenTo() throws Exception {
    Files.writeString(gatehouse.home(), "a file where a folder is due");
    var setup = setupPrivately("open");
    assertThat(setup.status()).isEqualTo(1);
    assertThat(setup.json().get("problem").get("code").asString()).isEqualTo("storage-denied");
    Files.delete(gatehouse.home());
  }

  private void publishPrivately(String guard) throws IOException {
    var setup = setupPrivately(guard);
    assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
  }

  private GatehouseRun.Answer setupPrivately(String guard) {
    return setupPrivately(gatehouse.settings(), guard);
  }

  private GatehouseRun.Answer setupPrivately(List<String> settings, String guard) {
    var command = new ArrayList<>(settings);
    command.addAll(
        List.of(
            "setup",
            "--app=" + app.upstream().port(),
            "--address=private",
            "--name=sample.home.arpa",
            "--guard=" + guard,
            "--yes",
            "--json"));
    return gatehouse.run(command.toArray(String[]::new));
  }

  private void assertServedWith(Path root, String host) throws Exception {
    assertThat(Visitor.get(root, host, httpsPort).status()).isLessThan(500);
  }

  private Path localRoot() throws IOException {
    return gatehouse.home().resolve("certificates/local-ca/private-names/root.pem");
  }

  private Path credentials(String... lines) throws IOException {
    var file = folder.resolve("credentials");
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private void awaitService() {
    Eventually.isTrue(
        "the service answers", Duration.ofSeconds(60), () -> gatehouse.run("status").status() == 0);
  }

  /** The other user must find the program, and a place for the home. */
  private void makeReadableForOthers() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
