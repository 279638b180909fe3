package app.gatehouse.cert;

import app.gatehouse.model.certificate.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to renew: a pure decision over share of lifetime, so that it holds for certificates of six
 * hours as for those of thirteen months. A seeded jitter per serial keeps the times off the full
 * hour and off each other's.
 */
public final class RenewalPolicy {
  /** Below this lifetime a certificate is renewed at half of it, else at two thirds. */
  static final Duration SHORT_LIVED = Duration.ofDays(10);

  private RenewalPolicy() {}

  /**
   * @param last failed attempts since this certificate was issued; empty when there was none
   */
  public static RenewalDecision decide(
      Instant now, CertificateFacts certificate, Optional<Attempt> last) {
    var due = renewAt(certificate);
    if (now.isBefore(due)) {
      return new RenewalDecision.Keep(due);
    }
    return new RenewalDecision.RenewNow(RenewalDecision.Reason.DUE);
  }

  /** When a certificate is due, jitter included. */
  public static Instant renewAt(CertificateFacts certificate) {
    var lifetime = certificate.lifetime();
    var share = lifetime.compareTo(SHORT_LIVED) < 0 ? lifetime.dividedBy(2) : lifetime.dividedBy(3);
    return certificate.notAfter().minus(share);
  }
}
