package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cert.RenewalDecision.Keep;
import app.gatehouse.cert.RenewalDecision.Reason;
import app.gatehouse.cert.RenewalDecision.RenewNow;
import app.gatehouse.model.certificate.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalPolicyTest {
  private static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");

  /** Hours of the lifetime; hours after which it is due, at the earliest and at the latest. */
  @ParameterizedTest
  @CsvSource({
    "6,      2.7,   3",
    "24,     10.8,  12",
    "160,    72,    80",
    "239,    107.5, 119.5",
    "240,    152,   160",
    "1080,   684,   720",
    "2160,   1368,  1440",
    "9552,   6049,  6368"
  })
  void isDueAtItsShareOfTheLifetime(long hours, double earliest, double latest) {
    for (var serial = 0; serial < 50; serial++) {
      var at = RenewalPolicy.renewAt(certificate(Duration.ofHours(hours), "serial" + serial));
      var after = Duration.between(ISSUED, at).toMinutes() / 60.0;
      assertThat(after).isBetween(earliest - 0.02, latest + 0.02);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 24, 160, 1080, 2160, 9552})
  void keepsRenewsAndWarnsInThisOrder(long hours) {
    var certificate = certificate(Duration.ofHours(hours), "ab12");
    var due = RenewalPolicy.renewAt(certificate);
    var reserve = Duration.between(due, certificate.notAfter());

    assertThat(decide(ISSUED, certificate)).isEqualTo(new Keep(due));
    assertThat(decide(due.minusMillis(1), certificate)).isEqualTo(new Keep(due));
    assertThat(decide(due, certificate)).isEqualTo(new RenewNow(Reason.DUE));
    assertThat(decide(due.plus(reserve.dividedBy(2)), certificate))
        .isEqualTo(new RenewNow(Reason.DUE));
    assertThat(decide(certificate.notAfter().minus(reserve.dividedBy(10)), certificate))
        .isEqualTo(new RenewNow(Reason.EMERGENCY));
    assertThat(decide(certificate.notAfter(), certificate)).isEqualTo(new RenewNow(Reason.EXPIRED));
    assertThat(decide(certificate.notAfter().plus(Duration.ofDays(900)), certificate))
        .isEqualTo(new RenewNow(Reason.EXPIRED));
  }

  @Test
  void looksAgainAfterOneTenAndAHundredMinutesAndThenDaily() {
    var certificate = certificate(Duration.ofDays(90), "ab12");
    var now = RenewalPolicy.renewAt(certificate);
    var pauses = List.of(1L, 10L, 100L, 1440L, 1440L, 1440L);

    for (var failures = 1; failures <= pauses.size(); failures++) {
      var pause = Duration.ofMinutes(pauses.get(failures - 1));
      var decision =
          RenewalPolicy.decide(now, certificate, Optional.of(Attempt.failed(now, failures)));
      assertThat(((Keep) decision).until())
          .isBetween(now.plus(pause), now.plus(pause.multipliedBy(11).dividedBy(10)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 24, 160, 1080, 2160, 9552})
  void triesAtLeastTenTimesBeforeTheEndButNotInAStorm(long hours) {
    var certificate = certificate(Duration.ofHours(hours), "ab12");
    var now = RenewalPolicy.renewAt(certificate);
    var failures = 0;
    Optional<Attempt> last = Optional.empty();
    var tries = 0;
    var withinTheHour = new java.util.ArrayDeque<Instant>();
    while (now.isBefore(certificate.notAfter())) {
      switch (RenewalPolicy.decide(now, certificate, last)) {
        case RenewNow _ -> {
          tries++;
          failures++;
          last = Optional.of(Attempt.failed(now, failures));
          withinTheHour.addLast(now);
          var hourAgo = now.minus(Duration.ofHours(1));
          withinTheHour.removeIf(each -> each.isBefore(hourAgo));
          // Let's Encrypt's limit of failures for one name.
          assertThat(withinTheHour).hasSizeLessThanOrEqualTo(5);
        }
        case Keep keep -> {
          assertThat(keep.until()).isAfter(now);
          now = keep.until();
        }
      }
    }
    assertThat(tries).isBetween(10, 200);
  }

  @Test
  void triesHourlyWhenItHasExpired() {
    var certificate = certificate(Duration.ofDays(90), "ab12");
    var now = certificate.notAfter().plus(Duration.ofDays(3));

    var decision = RenewalPolicy.decide(now, certificate, Optional.of(Attempt.failed(now, 40)));

    assertThat(((Keep) decision).until())
        .isBetween(now.plus(Duration.ofMinutes(60)), now.plus(Duration.ofMinutes(66)));
  }

  @Test
  void waitsAsLongAsTheCaWishes() {
    var certificate = certificate(Duration.ofDays(90), "ab12");
    var now = RenewalPolicy.renewAt(certificate);
    var wish = now.plus(Duration.ofDays(7));
    var last = Optional.of(new Attempt(now, 1, wish));

    assertThat(RenewalPolicy.decide(now, certificate, last)).isEqualTo(new Keep(wish));
    assertThat(RenewalPolicy.decide(wish, certificate, last)).isEqualTo(new RenewNow(Reason.DUE));
  }

  @Test
  void triesHourlyAtMostWithoutACertificate() {
    for (var failures : List.of(1, 2, 3, 4, 9)) {
      var pause = Duration.ofMinutes(List.of(1, 10, 60).get(Math.min(failures, 3) - 1));
      var last = Optional.of(Attempt.failed(ISSUED, failures));

      assertThat(RenewalPolicy.decideWithout(ISSUED, last)).isEqualTo(new Keep(ISSUED.plus(pause)));
      assertThat(RenewalPolicy.decideWithout(ISSUED.plus(pause), last))
          .isEqualTo(new RenewNow(Reason.EXPIRED));
    }
    assertThat(RenewalPolicy.decideWithout(ISSUED, Optional.empty()))
        .isEqualTo(new RenewNow(Reason.EXPIRED));
  }

  @Test
  void believesNoAttemptOfTheFutureWithoutACertificateEither() {
    var ahead = ISSUED.plus(Duration.ofHours(8));

    assertThat(RenewalPolicy.decideWithout(ISSUED, Optional.of(Attempt.failed(ahead, 4))))
        .isEqualTo(new RenewNow(Reason.EXPIRED));
    // Noted while the clock was a year behind, the CA's wish with the CA's own year.
    var wish = Optional.of(new Attempt(ISSUED, 1, ISSUED.plus(Duration.ofDays(365))));
    assertThat(RenewalPolicy.decideWithout(ISSUED.plus(Duration.ofHours(1)), wish))
        .isEqualTo(new RenewNow(Reason.EXPIRED));
  }

  @Test
  void survivesAClockThatIsSetBack() {
    var certificate = certificate(Duration.ofDays(90), "ab12");
    var due = RenewalPolicy.renewAt(certificate);
    // The attempt was noted while the clock was three years ahead.
    var ahead = due.plus(Duration.ofDays(1000));
    var last = Optional.of(new Attempt(ahead, 9, ahead.plus(Duration.ofDays(7))));

    assertThat(RenewalPolicy.decide(due, certificate, last)).isEqualTo(new RenewNow(Reason.DUE));
  }

  @Test
  void survivesAClockThatIsSetForward() {
    var certificate = certificate(Duration.ofDays(90), "ab12");
    var last = Optional.of(Attempt.failed(RenewalPolicy.renewAt(certificate), 2));

    assertThat(RenewalPolicy.decide(ISSUED.plus(Duration.ofDays(4000)), certificate, last))
        .isEqualTo(new RenewNow(Reason.EXPIRED));
  }

  @Test
  void asksForNothingWhileTheClockIsBeforeTheCertificate() {
    var certificate = certificate(Duration.ofDays(90), "ab12");

    assertThat(decide(Instant.EPOCH, certificate))
        .isEqualTo(new Keep(RenewalPolicy.renewAt(certificate)));
  }

  @Test
  void scattersTheTimesOverHoursAndMinutes() {
    var minutes = new HashSet<Integer>();
    var hours = new HashSet<Integer>();
    for (var i = 0; i < 300; i++) {
      var at =
          RenewalPolicy.renewAt(certificate(Duration.ofDays(90), Integer.toHexString(i * 7919)))
              .atOffset(ZoneOffset.UTC);
      minutes.add(at.get(ChronoField.MINUTE_OF_HOUR));
      hours.add(at.getHour());
    }
    assertThat(minutes).hasSizeGreaterThan(50);
    assertThat(hours).hasSizeGreaterThan(20);
  }

  private static RenewalDecision decide(Instant now, CertificateFacts certificate) {
    return RenewalPolicy.decide(now, certificate, Optional.empty());
  }

  private static CertificateFacts certificate(Duration lifetime, String serial) {
    return new CertificateFacts(
        List.of("a.example.net"), ISSUED, ISSUED.plus(lifetime), "CA", serial, "00");
  }
}
