package app.gatehouse.cert;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where CAs let an order be rehearsed: the test directory of each directory that has one. This
 * table is the only place where they are listed; the addresses are those of acme4j's providers.
 */
public final class RehearsalDirectories {
  private static final Map<URI, URI> KNOWN =
      Map.of(
          URI.create("https://acme-v02.api.letsencrypt.org/directory"),
          URI.create("https://acme-staging-v02.api.letsencrypt.org/directory"),
          URI.create("https://dv.acme-v02.api.pki.goog/directory"),
          URI.create("https://dv.acme-v02.test-api.pki.goog/directory"),
          URI.create("https://acme.ssl.com/sslcom-dv-ecc"),
          URI.create("https://acme-try.ssl.com/sslcom-dv-ecc"),
          URI.create("https://acme.ssl.com/sslcom-dv-rsa"),
          URI.create("https://acme-try.ssl.com/sslcom-dv-rsa"));

  private RehearsalDirectories() {}

  /** The test directory that belongs to a directory; empty when none is known. */
  public static Optional<URI> of(URI directory) {
    return Optional.ofNullable(KNOWN.get(directory));
  }
}
