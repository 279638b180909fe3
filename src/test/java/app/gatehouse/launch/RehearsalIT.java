package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.sample.SampleApp;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real authorities, one of which is the test directory of the other: rehearsals by the command
 * line reach that one only, and change nothing.
 */
class RehearsalIT {
  private static final String NAME = "stage.example.net";
  private static final String BLOCKED = "www.blocked.example";

  @TempDir private Path folder;

  private final int httpsPort = FreePorts.next();
  private Pebble real;
  private Pebble stage;
  private SampleApp app;
  private GatehouseRun gatehouse;

  @BeforeEach
  void start() throws Exception {
    var httpPort = FreePorts.next();
    real = Pebble.start(httpPort, httpsPort);
    stage = Pebble.builder().validatesOn(httpPort, httpsPort).blocks("blocked.example").start();
    app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0));
    gatehouse =
        new GatehouseRun(folder)
            .set("http.port", httpPort)
            .set("https.port", httpsPort)
            .set("listen.address", "127.0.0.1")
            .set("router.enabled", false)
            .set("ip-echo.services", "")
            .set("acme.directory", real.directory())
            .set("acme.rehearsal-directory", stage.directory())
            .set("acme.ca-file", bothRoots())
            .set("address.also-public", "127.0.0.0/8")
            .set("dns.resolvers", "127.0.0.1:" + real.dnsServer().getPort());
  }

  private Path bothRoots() throws IOException {
    return Files.writeString(
        folder.resolve("roots.pem"),
        Files.readString(real.caFile()) + Files.readString(stage.caFile()));
  }

  @AfterEach
  void stop() {
    if (gatehouse != null) {
      gatehouse.run("stop");
    }
    Stream.of(app, stage, real).filter(Objects::nonNull).forEach(RehearsalIT::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rehearsesARenewalAtTheTestDirectoryOnlyAndServesTheSameCertificate() throws Exception {
    assertThat(setUp(NAME).status()).isZero();
    var served = Visitor.serial(real.rootFile(), NAME, httpsPort);
    var asked = real.output();
    var stored = stored();
    assertThat(stage.output()).doesNotContain("Added order");

    var answer = gatehouse.run("renew", NAME, "--rehearse", "--json");

    assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.json().at("/sites/0/name").asString()).isEqualTo(NAME);
    assertThat(answer.json().at("/sites/0/rehearsedAt").asString())
        .isEqualTo(stage.directory().toString());
    assertThat(answer.json().at("/sites/0/problem").isMissingNode()).isTrue();
    assertThat(stage.output())
        .contains("Added order", "Attempting to validate w/ HTTP: http://" + NAME, "Issued");
    assertThat(real.output()).as("the real one heard nothing").isEqualTo(asked);
    assertThat(Visitor.serial(real.rootFile(), NAME, httpsPort)).isEqualTo(served);
    assertThat(stored()).isEqualTo(stored);
  }

  @Test
  void saysInWordsThatItWorkedAndWhatFailed() throws Exception {
    assertThat(setUp(BLOCKED).status()).as("only the test directory blocks it").isZero();
    assertThat(gatehouse.run(setup(NAME)).status()).isZero();
    var served = Visitor.serial(real.rootFile(), BLOCKED, httpsPort);
    var problems = problems();

    var answer = gatehouse.run("--lang=en", "renew", "--rehearse");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.out())
        .contains(NAME + ": the rehearsal at localhost worked")
        .contains(BLOCKED + ": the rehearsal failed")
        .contains("does not issue for " + BLOCKED);
    assertThat(Visitor.serial(real.rootFile(), BLOCKED, httpsPort)).isEqualTo(served);
    assertThat(problems()).as("a failed rehearsal is no trouble of a site").isEqualTo(problems);
  }

  @Test
  void aSetupIsRehearsedBeforeTheRealOrder() throws Exception {
    var answer = setUp(NAME, "--rehearse");

    assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.json().at("/steps").valueStream().map(step -> step.get("id").asString()))
        .containsExactly("open-ports", "map-ports", "rehearse", "certificate", "publish", "prove");
    assertThat(answer.json().at("/steps/2/state").asString()).isEqualTo("ok");
    assertThat(stage.output()).contains("Issued");
    // Its root signs what is served: not the test directory's.
    assertThat(Visitor.serial(real.rootFile(), NAME, httpsPort)).isNotEmpty();
  }

  @Test
  void aSetupStopsAtAFailedRehearsalBeforeTheRealOrder() {
    var answer = setUp(BLOCKED, "--rehearse");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.json().at("/state").asString()).isEqualTo("cancelled");
    assertThat(answer.json().at("/problem/code").asString()).isEqualTo("ca-rejects-name");
    assertThat(answer.json().at("/problem/title").asString()).isNotBlank();
    assertThat(answer.json().at("/steps/3/state").asString()).isEqualTo("cancelled");
    assertThat(real.output()).doesNotContain("Added order").doesNotContain("POST /");
    assertThat(gatehouse.run("status", "--json").json().at("/sites").size()).isZero();
  }

  @Test
  void anAuthorityWithoutATestDirectoryIsNotAskedInstead() throws Exception {
    gatehouse.set("acme.rehearsal-directory", "");
    assertThat(setUp(NAME).status()).isZero();
    var asked = real.output();

    var answer = gatehouse.run("renew", NAME, "--rehearse", "--json");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.json().at("/sites/0/problem/code").asString())
        .isEqualTo("rehearsal-not-possible");
    assertThat(real.output()).isEqualTo(asked);
  }

  private List<String> problems() {
    return gatehouse.run("status", "--json").json().findValuesAsString("code");
  }

  /** The first one: it starts the service. */
  private GatehouseRun.Answer setUp(String name, String... more) {
    return gatehouse.runWithSettings(setup(name, more));
  }

  private String[] setup(String name, String... more) {
    return Stream.concat(
            Stream.of(
                "setup",
                "--app=" + app.upstream().port(),
                "--address=own-domain",
                "--name=" + name,
                "--guard=open",
                "--yes",
                "--json"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** Everything about certificates but the accounts, which are kept. */
  private List<String> stored() throws IOException {
    try (var files = Files.walk(gatehouse.home().resolve("certificates"))) {
      return files
          .map(Path::toString)
          .filter(each -> !each.contains("accounts") && !each.endsWith("rehearsals"))
          .sorted()
          .toList();
    }
  }
}
