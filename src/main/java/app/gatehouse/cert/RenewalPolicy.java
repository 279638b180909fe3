package app.gatehouse.cert;

import app.gatehouse.cert.RenewalDecision.Keep;
import app.gatehouse.cert.RenewalDecision.Reason;
import app.gatehouse.cert.RenewalDecision.RenewNow;
import app.gatehouse.model.certificate.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When to renew: a pure decision over shares of the lifetime, so that it holds for certificates of
 * six hours as for those of thirteen months. Jitter that is seeded by the serial keeps the times
 * off the full hour and off each other's, and the same from one look to the next.
 */
public final class RenewalPolicy {
  /** Below this lifetime a certificate is due at half of it, else at two thirds. */
  private static final Duration SHORT_LIVED = Duration.ofDays(10);

  /** Front-loaded, then daily: Let's Encrypt's advice. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(100),
          Duration.ofDays(1));

  /** Let's Encrypt forgives one failed attempt in 12 minutes, and five in an hour. */
  private static final Duration SHORTEST_LATER_PAUSE = Duration.ofMinutes(20);

  private static final Duration PAUSE_WHEN_EXPIRED = Duration.ofHours(1);

  /** No CA's limit reaches further; what seems to do so comes of a clock that was wrong. */
  private static final Duration LONGEST_WISH = Duration.ofDays(8);

  private RenewalPolicy() {}

  /**
   * What to do now.
   *
   * @param last failed attempts since this certificate was issued; empty when there was none
   */
  public static RenewalDecision decide(
      Instant now, CertificateFacts certificate, Optional<Attempt> last) {
    var due = renewAt(certificate);
    if (now.isBefore(due)) {
      return new Keep(due);
    }
    var next = last.map(each -> nextTry(now, each, pause(now, certificate, each.failures())));
    if (next.isPresent() && now.isBefore(next.get())) {
      return new Keep(next.get());
    }
    return new RenewNow(reason(now, certificate));
  }

  /**
   * What to do now about a site without any certificate that could be used.
   *
   * @param last failed attempts to get one; empty when there was none
   */
  public static RenewalDecision decideWithout(Instant now, Optional<Attempt> last) {
    var next =
        last.map(each -> nextTry(now, each, shorter(usual(each.failures()), PAUSE_WHEN_EXPIRED)));
    return next.isPresent() && now.isBefore(next.get())
        ? new Keep(next.get())
        : new RenewNow(Reason.EXPIRED);
  }

  /** When a certificate is due: a third of its lifetime before its end (a half of a short one). */
  public static Instant renewAt(CertificateFacts certificate) {
    var reserve = reserve(certificate);
    return certificate
        .notAfter()
        .minus(reserve)
        .minus(jitter(certificate, 0, reserve.dividedBy(10)));
  }

  private static Reason reason(Instant now, CertificateFacts certificate) {
    if (!now.isBefore(certificate.notAfter())) {
      return Reason.EXPIRED;
    }
    var emergency = certificate.notAfter().minus(reserve(certificate).dividedBy(4));
    return now.isBefore(emergency) ? Reason.DUE : Reason.EMERGENCY;
  }

  private static Instant nextTry(Instant now, Attempt attempt, Duration pause) {
    if (attempt.last().isAfter(now)) {
      // The clock was set back: the attempt tells nothing about when the next one is due.
      return now;
    }
    var next = attempt.last().plus(pause);
    var wish = attempt.notBefore();
    var isCredible = wish.isAfter(next) && wish.isBefore(now.plus(LONGEST_WISH));
    return isCredible ? wish : next;
  }

  private static Duration pause(Instant now, CertificateFacts certificate, int failures) {
    var pause = pauseAtMost(now, certificate, usual(failures));
    return pause.plus(jitter(certificate, failures, pause.dividedBy(10)));
  }

  private static Duration pauseAtMost(Instant now, CertificateFacts certificate, Duration usual) {
    var remaining = Duration.between(now, certificate.notAfter());
    if (!remaining.isPositive()) {
      return shorter(usual, PAUSE_WHEN_EXPIRED);
    }
    // A certificate of hours has no days to wait: a dozen attempts must fit into what is left.
    var fitting = shorter(reserve(certificate), remaining).dividedBy(12);
    return shorter(
        usual, fitting.compareTo(SHORTEST_LATER_PAUSE) < 0 ? SHORTEST_LATER_PAUSE : fitting);
  }

  private static Duration usual(int failures) {
    return PAUSES.get(Math.min(failures, PAUSES.size()) - 1);
  }

  private static Duration reserve(CertificateFacts certificate) {
    var lifetime = certificate.lifetime();
    return lifetime.compareTo(SHORT_LIVED) < 0 ? lifetime.dividedBy(2) : lifetime.dividedBy(3);
  }

  private static Duration jitter(CertificateFacts certificate, int salt, Duration most) {
    var seed = certificate.serial().hashCode() * 31L + salt;
    return Duration.ofMillis(new SplittableRandom(seed).nextLong(Math.max(1, most.toMillis())));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
