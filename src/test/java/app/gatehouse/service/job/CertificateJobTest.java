package app.gatehouse.service.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.FakeCertificates;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MemoryFile;
import app.gatehouse.service.part.MemorySites;
import app.gatehouse.service.part.Sites;
import app.gatehouse.service.part.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateJobTest {
  private static final String HOST = "a.home.arpa";

  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  private final FakeSiteServer server = new FakeSiteServer();
  private final Sites sites = new Sites(new MemorySites());
  private final MemoryFile<RenewalAttempts.Kept> disk =
      new MemoryFile<>(RenewalAttempts.Kept.class);
  private final KnownTrouble trouble = new KnownTrouble();
  private FakeCertificates certificates = new FakeCertificates(clock, Duration.ofDays(90));
  private boolean busy;
  private JobLoop loop;
  private CertificateJob job;

  @BeforeEach
  void begin() throws Exception {
    sites.put(MemorySites.site(HOST));
    publish();
  }

  @Test
  void renewsAfterTwoThirdsOfTheLifetime() {
    var first = server.serving(HOST);

    pass(Duration.ofDays(50));
    assertThat(certificates.renewals()).isEmpty();

    pass(Duration.ofDays(15));
    assertThat(certificates.renewals()).hasSize(1);
    assertThat(certificates.renewals().getFirst())
        .isBetween(Instant.parse("2027-02-25T00:00:00Z"), Instant.parse("2027-03-02T01:00:00Z"));
    assertThat(server.serving(HOST)).isNotEqualTo(first).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"PT160H, 30, 8, 11", "P47D, 365, 10, 13", "P90D, 365, 5, 7"})
  void goesOnForAsLongAsItRuns(Duration lifetime, int days, int atLeast, int atMost) {
    certificates = new FakeCertificates(clock, lifetime);
    publish();

    for (var hour = 0; hour < days * 24; hour++) {
      pass(Duration.ofHours(1), Duration.ofHours(1));
      var end = certificates.current(HOST).orElseThrow().facts().notAfter();
      assertThat(end).isAfter(clock.instant());
    }

    assertThat(certificates.renewals()).hasSizeBetween(atLeast, atMost);
  }

  @Test
  void triesAgainLessAndLessOftenAndSaysWhy() {
    pass(Duration.ofDays(55));
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    pass(Duration.ofDays(9));

    var attempts = certificates.attempts();
    assertThat(attempts).hasSizeBetween(6, 13);
    assertThat(Duration.between(attempts.get(0), attempts.get(1)))
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(Duration.between(attempts.get(3), attempts.get(4)))
        .isGreaterThan(Duration.ofHours(10));
    assertThat(trouble.of(KnownTrouble.renewal(HOST)))
        .map(Problem::code)
        .contains(ProblemCode.CA_UNREACHABLE);

    certificates.refuses(null);
    pass(Duration.ofDays(2));
    assertThat(certificates.renewals()).hasSize(1);
    assertThat(trouble.of(KnownTrouble.renewal(HOST))).isEmpty();
  }

  @Test
  void aRestartDoesNotKnockAtTheCaAtOnce() throws Exception {
    pass(Duration.ofDays(55));
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    pass(Duration.ofDays(7));
    var before = certificates.attempts().size();

    makeJob(Runnable::run);
    loop.tick();

    assertThat(certificates.attempts()).hasSize(before);
  }

  @Test
  void waitsAsLongAsTheCaAsks() {
    pass(Duration.ofDays(56));
    certificates.refuses(
        Problem.error(ProblemCode.CA_RATE_LIMITED)
            .with("until", clock.instant().plus(Duration.ofDays(6))));
    pass(Duration.ofDays(5), Duration.ofMinutes(20));

    assertThat(certificates.attempts()).hasSize(1);
  }

  @Test
  void getsACertificateForASiteThatHasNone() {
    certificates.lose(HOST);

    loop.wake();
    loop.tick();

    assertThat(server.serving(HOST))
        .contains(certificates.current(HOST).orElseThrow().tls().leaf());
    assertThat(certificates.renewals()).hasSize(1);
  }

  @Test
  void leavesASiteAloneThatAnOperationWorksOn() {
    busy = true;
    pass(Duration.ofDays(80));
    assertThat(certificates.attempts()).isEmpty();
  }

  @Test
  void neverRenewsOneSiteTwiceAtOnce() throws Exception {
    var waiting = new ArrayList<Runnable>();
    makeJob(waiting::add);
    clock.forward(Duration.ofDays(70));

    loop.tick();
    loop.wake();
    loop.tick();
    assertThat(waiting).hasSize(1);

    // Somebody presses "renew now" meanwhile: the one that waited looks again and does nothing.
    assertThat(job.renew(site(), true)).isTrue();
    waiting.forEach(Runnable::run);
    assertThat(certificates.renewals()).hasSize(1);
  }

  @Test
  void renewNowDoesNothingBeforeItIsDueUnlessForced() throws Exception {
    assertThat(job.renew(site(), false)).isFalse();
    assertThat(job.renew(site(), true)).isTrue();
    assertThat(certificates.renewals()).hasSize(1);
  }

  @Test
  void aFailureIsToldToWhoeverAskedForIt() {
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    var before = server.serving(HOST);

    assertThatThrownBy(() -> job.renew(site(), true)).isInstanceOf(ProblemException.class);
    assertThat(server.serving(HOST)).isEqualTo(before);
  }

  @Test
  void aFullDiskDoesNotHideWhyItFailed() {
    disk.full(true);
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));

    assertThatThrownBy(() -> job.renew(site(), true))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("ca-unreachable");
  }

  private void publish() {
    server.serve(MemorySites.site(HOST), certificates.give(HOST).tls());
    makeJob(Runnable::run);
  }

  private void makeJob(Executor executor) {
    var attempts = new RenewalAttempts(disk);
    try {
      attempts.load();
    } catch (ProblemException e) {
      throw new AssertionError(e);
    }
    job =
        new CertificateJob(
            new CertificateJob.Rooms(certificates, server, sites, attempts, trouble),
            site -> busy,
            clock,
            executor,
            IssueListener.SILENT);
    loop = new JobLoop(List.of(job), clock, time -> {});
  }

  private Site site() {
    return sites.find(HOST).orElseThrow();
  }

  private void pass(Duration time) {
    pass(time, Duration.ofMinutes(1));
  }

  /** Lets the time pass in steps, as the loop would. */
  private void pass(Duration time, Duration step) {
    for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      clock.forward(step);
      loop.tick();
    }
  }
}
