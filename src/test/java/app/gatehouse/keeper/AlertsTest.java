package app.gatehouse.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Problem DOWN = Problem.warning(ProblemCode.APP_NOT_RUNNING);
  private static final Problem PORTS = Problem.error(ProblemCode.PORT_IN_USE);
  private static final Problem CA = Problem.warning(ProblemCode.CA_UNREACHABLE);

  private final List<NoticeKind> told = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private Instant now = Instant.parse("2027-01-01T00:00:00Z");
  private AlertMemory memory = AlertMemory.NOTHING;
  private boolean quiet;
  private boolean paused;
  private Health state = Health.OK;
  private List<Problem> problems = List.of();
  private Optional<Problem> renewal = Optional.empty();
  private int failures;
  private Instant notAfter = now.plus(Duration.ofDays(90));

  @Test
  void saysNothingWhileAllIsWell() {
    pass(Duration.ofDays(1));

    assertThat(told).isEmpty();
    assertThat(memory).isEqualTo(AlertMemory.NOTHING);
  }

  @Test
  void tellsOnceThatAnAddressIsBrokenAndOnceThatItIsOver() {
    is(Health.BROKEN, PORTS);
    pass(Duration.ofDays(3));
    is(Health.OK);
    pass(Duration.ofDays(3));

    assertThat(told).containsExactly(NoticeKind.BROKEN, NoticeKind.RECOVERED);
    assertThat(memory).isEqualTo(AlertMemory.NOTHING);
  }

  @Test
  void saysNothingOfWhatIsOverWithinTwoMinutes() {
    is(Health.BROKEN, PORTS);
    pass(Duration.ofSeconds(90));
    is(Health.OK);
    pass(Duration.ofHours(1));

    assertThat(told).isEmpty();
  }

  @Test
  void anAppMayBeDownForTenMinutes() {
    is(Health.ATTENTION, DOWN);
    var since = now;

    pass(Duration.ofHours(1));

    assertThat(told).containsExactly(NoticeKind.BROKEN);
    assertThat(Duration.between(since, times.getFirst()))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void doesNotSayThatItIsOverWhenItComesBackAtOnce() {
    is(Health.BROKEN, PORTS);
    pass(Duration.ofMinutes(5));
    for (var time = 0; time < 10; time++) {
      is(Health.OK);
      pass(Duration.ofSeconds(30));
      is(Health.BROKEN, PORTS);
      pass(Duration.ofMinutes(5));
    }

    assertThat(told).containsExactly(NoticeKind.BROKEN);
  }

  @Test
  void tellsOfTheThirdFailedRenewal() {
    fails(1);
    pass(Duration.ofHours(1));
    fails(2);
    pass(Duration.ofHours(1));
    assertThat(told).isEmpty();

    fails(3);
    pass(Duration.ofDays(5));
    assertThat(told).containsExactly(NoticeKind.RENEWAL_FAILING);

    succeeds();
    pass(Duration.ofDays(5));
    assertThat(told).containsExactly(NoticeKind.RENEWAL_FAILING, NoticeKind.RECOVERED);
  }

  @Test
  void tellsOfTheFirstFailedRenewalWhenAFifthOfTheLifetimeIsLeft() {
    fails(1);
    notAfter = now.plus(Duration.ofDays(18)).plusSeconds(300);

    pass(Duration.ofMinutes(4));
    assertThat(told).isEmpty();
    pass(Duration.ofMinutes(2));

    assertThat(told).containsExactly(NoticeKind.RENEWAL_FAILING);
  }

  @Test
  void saysOnceThatItIsOverWhereTheCertificateHadEnded() {
    fails(3);
    pass(Duration.ofHours(1));
    state = Health.BROKEN;
    problems = List.of(Problem.error(ProblemCode.CERTIFICATE_EXPIRED), CA);
    pass(Duration.ofHours(1));

    succeeds();
    pass(Duration.ofHours(1));

    assertThat(told)
        .containsExactly(NoticeKind.RENEWAL_FAILING, NoticeKind.BROKEN, NoticeKind.RECOVERED);
  }

  @Test
  void tellsLaterWhatGoesOnWhenItMaySpeakAgain() {
    quiet = true;
    is(Health.BROKEN, PORTS);
    pass(Duration.ofDays(1));
    assertThat(told).isEmpty();

    quiet = false;
    pass(Duration.ofMinutes(1));
    assertThat(told).containsExactly(NoticeKind.BROKEN);
  }

  @Test
  void neverTellsOfWhatWasOverBeforeItMightSpeakAgain() {
    is(Health.BROKEN, PORTS);
    pass(Duration.ofMinutes(5));
    quiet = true;
    is(Health.OK);
    pass(Duration.ofHours(2));
    quiet = false;
    pass(Duration.ofHours(2));

    assertThat(told).containsExactly(NoticeKind.BROKEN);
  }

  @Test
  void aPausedSiteIsNoTrouble() {
    is(Health.BROKEN, PORTS);
    paused = true;
    pass(Duration.ofDays(1));

    assertThat(told).isEmpty();
  }

  @Test
  void isNotSilencedByAClockThatIsSetBack() {
    is(Health.BROKEN, PORTS);
    pass(Duration.ofMinutes(1));
    now = now.minus(Duration.ofDays(300));

    pass(Duration.ofMinutes(3));

    assertThat(told).containsExactly(NoticeKind.BROKEN);
  }

  private void is(Health health, Problem... why) {
    state = health;
    problems = List.of(why);
  }

  private void fails(int times) {
    failures = times;
    renewal = Optional.of(CA);
    state = Health.ATTENTION;
    problems = List.of(CA);
  }

  private void succeeds() {
    failures = 0;
    renewal = Optional.empty();
    is(Health.OK);
  }

  private void pass(Duration time) {
    for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(30)) {
      var outcome = Alerts.look(now, watched(), memory, quiet);
      memory = outcome.memory();
      outcome
          .tell()
          .forEach(
              each -> {
                told.add(each.kind());
                times.add(now);
              });
    }
  }

  private Watched watched() {
    var certificate = new SiteStatus.CertificateStatus(notAfter, notAfter, "R12", true);
    var site =
        new SiteStatus(
            "a.example",
            "a.example",
            "http://127.0.0.1:7860",
            AddressKind.OWN_DOMAIN,
            "https://a.example/",
            GuardKind.LOGIN,
            certificate,
            state,
            paused,
            problems,
            List.of());
    return new Watched(site, Optional.of(Duration.ofDays(90)), renewal, failures);
  }
}
