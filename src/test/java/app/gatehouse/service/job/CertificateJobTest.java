package app.gatehouse.service.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.FakeCertificates;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MemoryFile;
import app.gatehouse.service.part.MemorySites;
import app.gatehouse.service.part.Publication;
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
  private final MemoryFile<JobRecords.Kept> disk = new MemoryFile<>(JobRecords.Kept.class);
  private final KnownTrouble trouble = new KnownTrouble();
  private FakeCertificates certificates = new FakeCertificates(clock, Duration.ofDays(90));
  private Publication publication;
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
  void aSiteThatHasNoneIsServedOnceThereIsOne() {
    certificates.lose(HOST);
    server.withdraw(HOST);

    pass(Duration.ofMinutes(1));

    assertThat(server.serving(HOST))
        .contains(certificates.current(HOST).orElseThrow().tls().leaf());
    assertThat(certificates.renewals()).hasSize(1);
  }

  @Test
  void servesWhatARenewalStoredBeforeItBrokeOff() {
    pass(Duration.ofDays(55));
    certificates.storesAndFails(Problem.error(ProblemCode.STORAGE_FULL));

    pass(Duration.ofDays(9));

    assertThat(certificates.renewals()).hasSize(1);
    assertThat(server.serving(HOST))
        .contains(certificates.current(HOST).orElseThrow().tls().leaf());
    assertThat(trouble.of(KnownTrouble.renewal(HOST))).isEmpty();
  }

  @Test
  void keepsServingWhatCanNoLongerBeRead() {
    var older = certificates.current(HOST).orElseThrow();
    var newest = certificates.give(HOST);
    pass(Duration.ofMinutes(1));
    certificates.fallBackTo(older);

    pass(Duration.ofMinutes(5));

    assertThat(server.serving(HOST)).contains(newest.tls().leaf());
  }

  @Test
  void bringsNoSiteBackThatWasRemovedMeanwhile() throws Exception {
    var letGo = certificates.holds();
    var renewal = Thread.startVirtualThread(() -> pass(Duration.ofDays(70), Duration.ofDays(70)));
    certificates.awaitHeld();

    publication.withdraw(HOST);
    letGo.countDown();
    renewal.join();

    assertThat(server.serving(HOST)).isEmpty();
  }

  @Test
  void aMistakeInARenewalIsTroubleToo() {
    pass(Duration.ofDays(55));
    certificates.breaks(new IllegalStateException("bug"));

    pass(Duration.ofDays(9));

    assertThat(certificates.attempts()).hasSizeBetween(6, 13);
    assertThat(trouble.of(KnownTrouble.renewal(HOST)))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN);
              assertThat(problem.facts()).containsEntry("short-code", "RENEW");
              assertThat(problem.detail()).contains("bug");
            });
  }

  @Test
  void aFailureIsAnErrorOnceLittleTimeIsLeft() {
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));

    pass(Duration.ofDays(70), Duration.ofHours(1));
    assertThat(severity()).isEqualTo(Severity.WARNING);
    pass(Duration.ofDays(19), Duration.ofHours(1));
    assertThat(severity()).isEqualTo(Severity.ERROR);
  }

  private Severity severity() {
    return trouble.of(KnownTrouble.renewal(HOST)).orElseThrow().severity();
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
    pass(Duration.ofMinutes(1));
    assertThat(waiting).hasSize(2);

    // Somebody presses "renew now" meanwhile: those that waited look again and do nothing.
    assertThat(job.renew(HOST, true)).isTrue();
    waiting.forEach(Runnable::run);
    assertThat(certificates.renewals()).hasSize(1);
  }

  @Test
  void renewNowDoesNothingBeforeItIsDueUnlessForced() throws Exception {
    assertThat(job.renew(HOST, false)).isFalse();
    assertThat(job.renew(HOST, true)).isTrue();
    assertThat(certificates.renewals()).hasSize(1);
  }

  @Test
  void aFailureIsToldToWhoeverAskedForIt() {
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    var before = server.serving(HOST);

    assertThatThrownBy(() -> job.renew(HOST, true)).isInstanceOf(ProblemException.class);
    assertThat(server.serving(HOST)).isEqualTo(before);
  }

  @Test
  void aFullDiskDoesNotHideWhyItFailed() {
    disk.full(true);
    certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));

    assertThatThrownBy(() -> job.renew(HOST, true))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("ca-unreachable");
  }

  private void publish() {
    server.serve(MemorySites.site(HOST), certificates.give(HOST).tls());
    makeJob(Runnable::run);
  }

  private void makeJob(Executor executor) {
    var records = new JobRecords(disk);
    try {
      records.load();
    } catch (ProblemException e) {
      throw new AssertionError(e);
    }
    publication = new Publication(sites, server, certificates);
    job =
        new CertificateJob(
            new CertificateJob.Rooms(certificates, server, publication, sites, records, trouble),
            site -> busy,
            clock,
            executor,
            IssueListener.SILENT);
    loop = new JobLoop(List.of(job), () -> "home", clock, time -> {});
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
