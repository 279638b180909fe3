package app.gatehouse.service.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.FakeCertificates;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MemoryFile;
import app.gatehouse.service.part.MemorySites;
import app.gatehouse.service.part.ServedCheck;
import app.gatehouse.service.part.Sites;
import app.gatehouse.service.part.SteppedClock;
import app.gatehouse.service.part.VisitorView.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServedJobTest {
  private static final String HOST = "a.home.arpa";

  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  private final FakeCertificates certificates = new FakeCertificates(clock, Duration.ofDays(90));
  private final FakeSiteServer server = new FakeSiteServer();
  private final Sites sites = new Sites(new MemorySites());
  private final KnownTrouble trouble = new KnownTrouble();
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean skipped;
  private int looks;
  private final ServedJob job =
      new ServedJob(
          new ServedCheck(certificates, server, (host, port, roots) -> look(host)),
          sites,
          trouble,
          new JobRecords(new MemoryFile<>(JobRecords.Kept.class)),
          host -> skipped,
          waiting::add);
  private @Nullable Problem remark;
  private @Nullable RuntimeException mistake;

  @BeforeEach
  void serve() throws ProblemException {
    var site = MemorySites.site(HOST);
    sites.put(site);
    server.serve(site, certificates.give(HOST).tls());
  }

  @Test
  void looksEveryHourWhileAllIsWell() {
    pass(Duration.ofHours(10));

    assertThat(looks).isBetween(10, 11);
    assertThat(trouble.of(KnownTrouble.served(HOST))).isEmpty();
  }

  @Test
  void saysThatARenewedCertificateIsNotServedAndTakesItBackWhenItIs() throws Exception {
    pass(Duration.ofMinutes(1));
    var renewed = certificates.give(HOST);

    pass(Duration.ofMinutes(61));
    assertThat(trouble.of(KnownTrouble.served(HOST)).map(Problem::code))
        .contains(ProblemCode.SERVED_CERTIFICATE_MISMATCH);

    server.serve(sites.known(HOST), renewed.tls());
    pass(Duration.ofMinutes(11));
    assertThat(trouble.of(KnownTrouble.served(HOST))).isEmpty();
  }

  @Test
  void oneBadLookAloneIsNoTrouble() {
    remark = Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH);
    minute();
    remark = null;
    pass(Duration.ofMinutes(2));

    assertThat(looks).isGreaterThan(1);
    assertThat(trouble.of(KnownTrouble.served(HOST))).isEmpty();
  }

  @Test
  void aCertificateOfTheHomesOwnAuthorityIsAChoice() {
    remark = Problem.warning(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE);
    pass(Duration.ofHours(3));

    assertThat(looks).isLessThan(5);
    assertThat(trouble.of(KnownTrouble.served(HOST))).isEmpty();
  }

  @Test
  void whatBreaksIsTroubleToo() {
    mistake = new IllegalStateException("boom");
    pass(Duration.ofMinutes(5));

    assertThat(trouble.of(KnownTrouble.served(HOST)).map(Problem::code))
        .contains(ProblemCode.UNKNOWN);
  }

  @Test
  void looksAtASiteByOneAtATime() {
    job.run(clock.instant());
    clock.forward(Duration.ofHours(2));
    job.run(clock.instant());

    assertThat(waiting).hasSize(1);
  }

  @Test
  void looksAgainAtOnceAfterASleep() {
    minute();
    job.wake();
    minute();

    assertThat(looks).isEqualTo(2);
  }

  @Test
  void saysNothingOfASiteThatIsPausedOrRemoved() throws Exception {
    remark = Problem.error(ProblemCode.CERTIFICATE_EXPIRED);
    pass(Duration.ofMinutes(5));
    assertThat(trouble.of(KnownTrouble.served(HOST))).isPresent();

    skipped = true;
    minute();
    assertThat(trouble.of(KnownTrouble.served(HOST))).isEmpty();

    skipped = false;
    minute();
    clock.forward(Duration.ofMinutes(5));
    job.run(clock.instant());
    sites.remove(HOST);
    runWaiting();
    assertThat(trouble.of(KnownTrouble.served(HOST))).isEmpty();
  }

  private Seen look(String host) {
    looks++;
    if (mistake != null) {
      throw mistake;
    }
    return new Seen(server.serving(host).orElseThrow(), Optional.ofNullable(remark));
  }

  private void pass(Duration time) {
    for (var passed = 0; passed < time.toMinutes(); passed++) {
      minute();
    }
  }

  private void minute() {
    job.run(clock.instant());
    runWaiting();
    clock.forward(Duration.ofMinutes(1));
  }

  private void runWaiting() {
    var now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(Runnable::run);
  }
}
