package app.gatehouse.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.Milestones;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.net.TlsProbe;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Router;
import app.gatehouse.sample.SampleApp;
import app.gatehouse.service.part.FakeRouter;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After {@code kill -9} anywhere, the next start ends what was begun. */
class ServiceKilledIT {
  private static final int HTTP = FreePorts.next();
  private static final int HTTPS = FreePorts.next();
  private static Pebble ca;
  private static SampleApp app;

  @TempDir Path folder;

  @BeforeAll
  static void servers() throws ProblemException {
    ca = Pebble.start(HTTP, HTTPS);
    app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0));
  }

  @AfterAll
  static void end() {
    if (ca != null) {
      ca.close();
    }
    if (app != null) {
      app.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Milestones.ORDER_PLACED,
        Milestones.CHALLENGE_SET,
        Milestones.KEY_WRITTEN,
        Milestones.CHAIN_WRITTEN,
        Milestones.HANDED_OVER
      })
  void theNextStartGoesOn(String milestone) throws Exception {
    var host = milestone + ".example.net";
    var home = folder.resolve("home");
    var ordersBefore = orders();
    dieAt(milestone, home, host);

    try (var real =
        new RealService(
            home, HTTP, HTTPS, Optional.of(ca.caFile()), Router.NONE, IssueListener.SILENT)) {
      real.service.startUp();
      var last = real.awaitRest(real.service.operations().getFirst().id());

      assertThat(last.problem()).isNull();
      assertThat(last.state()).isEqualTo(OperationState.DONE);
      var seen = real.visit(host, "/");
      assertThat(seen.answer().status()).isEqualTo(200);
      assertThat(TlsProbe.verify(seen.chain(), host, List.of(ca.root()), InstantSource.system()))
          .isEmpty();
      assertThat(real.certificates.current(host).orElseThrow().generation()).isEqualTo(1);
      assertThat(real.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
      assertThat(orders() - ordersBefore).isEqualTo(1);
      assertThat(leftovers(home)).isEmpty();
    }
  }

  @Test
  void theNextStartEndsARemoval() throws Exception {
    var home = folder.resolve("home");
    dieAt(ServeUntilKilled.REMOVAL, home, "removed.example.net");
    assertThat(Files.readString(home.resolve("mappings.json"))).contains("443", "80");

    var router = new FakeRouter(Duration.ofHours(1));
    try (var real =
        new RealService(
            home, HTTP, HTTPS, Optional.of(ca.caFile()), router, IssueListener.SILENT)) {
      real.service.startUp();

      assertThat(real.service.status().sites()).isEmpty();
      Eventually.isTrue(
          "both ports are taken back", () -> router.log().equals(List.of("unmap 80", "unmap 443")));
      Eventually.isTrue(
          "nothing is remembered of them",
          () -> !text(home.resolve("mappings.json")).contains("443"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void dieAt(String milestone, Path home, String host) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    try (var child =
        ChildProcess.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ServeUntilKilled.class.getName())
            .with(home, HTTP, HTTPS, ca.directory(), ca.caFile(), app.upstream().port())
            .with(host, milestone)
            .start()) {
      child.awaitLine("dies at " + milestone + "$", Duration.ofSeconds(60));
      assertThat(child.awaitExit(Duration.ofSeconds(10))).isEqualTo(128 + 9);
    }
  }

  private static long orders() {
    return ca.output().lines().filter(line -> line.contains("Added order ")).count();
  }

  /** What a writer or an unfinished order leaves behind. */
  private static List<String> leftovers(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .filter(name -> name.endsWith(".tmp") || name.contains("order.json"))
          .toList();
    }
  }
}
