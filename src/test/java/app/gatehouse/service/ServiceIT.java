package app.gatehouse.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.net.PortProbe;
import app.gatehouse.net.TlsProbe;
import app.gatehouse.platform.linux.PemText;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Router;
import app.gatehouse.sample.SampleApp;
import app.gatehouse.setup.NewKey;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with everything real that stands beside it. */
class ServiceIT {
  private static final int HTTP = FreePorts.next();
  private static final int HTTPS = FreePorts.next();
  private static Pebble ca;
  private static SampleApp app;

  @TempDir Path folder;
  private RealService real;

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

  @BeforeEach
  void start() throws ProblemException {
    real = open();
    real.service.startUp();
  }

  @AfterEach
  void stop() {
    real.close();
  }

  @Test
  void aPublicSiteIsServedWithTheCasCertificate() throws Exception {
    var host = "public.example.net";
    var key = NewKey.make(new SecureRandom());
    var last =
        setUp(publicPlan(host, GuardKind.API_KEY), new Credentials(null, null, "team-a", key));

    assertThat(last.state()).isEqualTo(OperationState.DONE);
    assertThat(last.steps().stream().map(StepReport::state).toList())
        .containsExactly(
            StepState.OK, StepState.SKIPPED, StepState.OK, StepState.OK, StepState.WARNING);
    // Pebble's root is known to nobody: the chain is right, the trust is missing.
    assertThat(last.steps().getLast().problem())
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE);
    var seen = real.visit(host, "/");
    assertThat(TlsProbe.verify(seen.chain(), host, List.of(ca.root()), InstantSource.system()))
        .isEmpty();
    assertThat(seen.answer().status()).isEqualTo(401);
    assertThat(real.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
  }

  @Test
  void aPrivateSiteIsServedWithTheLocalCasCertificate() throws Exception {
    var host = "app.home.arpa";

    var last = setUp(RealService.privatePlan(host, app.upstream()), Credentials.NONE);

    assertThat(last.state()).isEqualTo(OperationState.DONE);
    assertThat(last.steps()).allMatch(step -> step.state() == StepState.OK);
    var seen = real.visit(host, "/");
    var root = real.certificates.localRoot(host);
    assertThat(PemText.certificate(real.service.localRoot())).contains(root);
    assertThat(TlsProbe.verify(seen.chain(), host, List.of(root), InstantSource.system()))
        .isEmpty();
    assertThat(new String(seen.answer().body(), StandardCharsets.UTF_8)).contains(SampleApp.MARKER);
  }

  @Test
  void aRenewalIsServedAtOnce() throws Exception {
    var host = "renewed.example.net";
    setUp(publicPlan(host, GuardKind.OPEN), Credentials.NONE);
    var before = real.visit(host, "/").leaf();

    assertThat(real.service.renew(host, true)).isTrue();

    var after = real.visit(host, "/").leaf();
    assertThat(after).isNotEqualTo(before);
    assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
    var certificate = real.service.status().sites().getFirst().certificate();
    assertThat(certificate.served()).isTrue();
    assertThat(certificate.notAfter()).isEqualTo(after.getNotAfter().toInstant());
  }

  @Test
  void everythingIsThereAgainAfterARestart() throws Exception {
    var host = "again.home.arpa";
    setUp(RealService.privatePlan(host, app.upstream()), Credentials.NONE);
    var before = real.visit(host, "/").leaf();
    real.close();

    real = open();
    real.service.startUp();

    assertThat(real.visit(host, "/").leaf()).isEqualTo(before);
  }

  @Test
  void aCaThatIsDownIsAProblemUntilItIsBack() throws Exception {
    var host = "down.example.net";
    ca.stop();
    var failed = setUp(publicPlan(host, GuardKind.OPEN), Credentials.NONE);
    assertThat(failed.state()).isEqualTo(OperationState.FAILED);
    assertThat(failed.problem().code()).isEqualTo(ProblemCode.CA_UNREACHABLE);

    ca.restart();
    real.service.retry(failed.id());

    assertThat(real.awaitRest(failed.id()).state()).isEqualTo(OperationState.DONE);
    assertThat(real.visit(host, "/").answer().status()).isEqualTo(200);
  }

  @Test
  void cancelLeavesNeitherPortsNorFiles() throws Exception {
    ca.stop();
    var failed = setUp(publicPlan("cancelled.example.net", GuardKind.OPEN), Credentials.NONE);
    ca.restart();

    real.service.cancel(failed.id());

    assertThat(real.awaitRest(failed.id()).state()).isEqualTo(OperationState.CANCELLED);
    assertThat(canConnect(HTTP)).isFalse();
    assertThat(canConnect(HTTPS)).isFalse();
    assertThat(filesOf(real.home.sites())).isEmpty();
    assertThat(real.service.status().sites()).isEmpty();
  }

  @Test
  void aHeldPortIsNamedAndNothingIsLeft() throws Exception {
    try (var holder = new ServerSocket()) {
      holder.bind(new InetSocketAddress("127.0.0.1", HTTPS));

      var failed =
          setUp(RealService.privatePlan("held.home.arpa", app.upstream()), Credentials.NONE);

      assertThat(failed.problem().code()).isEqualTo(ProblemCode.PORT_IN_USE);
      assertThat(failed.problem().facts()).containsEntry("port", Integer.toString(HTTPS));
      assertThat(canConnect(HTTP)).isFalse();
      holder.close();
      real.service.retry(failed.id());
      assertThat(real.awaitRest(failed.id()).state()).isEqualTo(OperationState.DONE);
    }
  }

  @Test
  void anAppThatIsNotThereIsAWarning() throws Exception {
    var host = "asleep.home.arpa";
    var nobody = new Upstream("127.0.0.1", FreePorts.next());

    var done = setUp(RealService.privatePlan(host, nobody), Credentials.NONE);

    assertThat(done.state()).isEqualTo(OperationState.DONE);
    assertThat(done.steps().getLast().problem())
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.APP_NOT_RUNNING);
    assertThat(real.visit(host, "/").answer().status()).isEqualTo(502);
    assertThat(real.service.status().sites().getFirst().state()).isEqualTo(Health.ATTENTION);
  }

  @Test
  void removeTakesTheSiteBack() throws Exception {
    var host = "removed.home.arpa";
    setUp(RealService.privatePlan(host, app.upstream()), Credentials.NONE);

    real.service.remove(host);

    Eventually.isTrue("the ports are closed", () -> !canConnect(HTTPS));
    assertThat(filesOf(real.home.sites())).isEmpty();
  }

  private static Plan publicPlan(String host, GuardKind guard) {
    return RealService.publicPlan(host, app.upstream(), ca.directory(), guard);
  }

  private OperationSnapshot setUp(Plan plan, Credentials credentials) throws ProblemException {
    return real.awaitRest(real.service.start(plan, credentials).id());
  }

  private RealService open() throws ProblemException {
    return new RealService(
        folder.resolve("home"),
        HTTP,
        HTTPS,
        Optional.of(ca.caFile()),
        Router.NONE,
        IssueListener.SILENT);
  }

  private static boolean canConnect(int port) throws InterruptedException {
    return PortProbe.canConnect(new InetSocketAddress("127.0.0.1", port), Duration.ofMillis(500));
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
