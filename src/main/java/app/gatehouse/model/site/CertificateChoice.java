package app.gatehouse.model.site;

import app.gatehouse.model.certificate.ChallengeKind;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a site's certificate comes from.
 *
 * @param directory the ACME directory, or null for the local CA
 * @param challenge how control over the name is proven; {@code AUTO} lets the service choose
 */
public record CertificateChoice(@Nullable URI directory, ChallengeKind challenge) {
  public static final CertificateChoice LOCAL_CA = new CertificateChoice(null, ChallengeKind.AUTO);

  public boolean isLocal() {
    return directory == null;
  }
}
