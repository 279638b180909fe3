package app.gatehouse.cert;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set about getting certificates.
 *
 * @param caFile PEM file of roots that are trusted for the ACME directory's own HTTPS beside those
 *     of Java
 * @param requestTimeout limit of one request to the CA, answer included
 * @param patience how long the CA may take to look at our answer, and again to sign
 */
public record CertificateSettings(
    Optional<Path> caFile, Duration requestTimeout, Duration patience) {

  /** 15 s for a request, 2 min for the CA to decide. */
  public static CertificateSettings defaults(Optional<Path> caFile) {
    return new CertificateSettings(caFile, Duration.ofSeconds(15), Duration.ofMinutes(2));
  }
}
