package app.gatehouse.model.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is public about a certificate.
 *
 * @param names DNS names and IP addresses it is good for
 * @param issuer common name of who signed it
 * @param serial lower-case hex
 * @param sha256 lower-case hex of the leaf's SHA-256 fingerprint
 */
public record CertificateFacts(
    List<String> names,
    Instant notBefore,
    Instant notAfter,
    String issuer,
    String serial,
    String sha256) {
  public CertificateFacts {
    names = List.copyOf(names);
  }

  public Duration lifetime() {
    return Duration.between(notBefore, notAfter);
  }
}
