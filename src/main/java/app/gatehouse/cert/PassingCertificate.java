package app.gatehouse.cert;

import app.gatehouse.model.certificate.TlsMaterial;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A certificate that nobody signed and nobody has to trust, for a port that has to speak TLS before
 * there is a real one. Lives in memory, for a day.
 */
public final class PassingCertificate {
  private static final Duration LIFETIME = Duration.ofDays(1);

  /** No name of anybody (RFC 6761, section 6.4): it must not tell one either. */
  private static final String HOST = "probe.invalid";

  private PassingCertificate() {}

  public static TlsMaterial make(InstantSource clock, SecureRandom random) {
    var root = LocalRoot.make(HOST, clock.instant(), LIFETIME, random);
    var key = Keys.newPair();
    var leaf = root.sign(HOST, key.getPublic(), clock.instant(), random);
    return new TlsMaterial(List.of(leaf), key.getPrivate());
  }
}
