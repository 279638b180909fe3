package app.gatehouse.cert;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;

/**
 * The own CA for names that exist only in a home network. Its roots carry critical name constraints
 * (RFC 5280 section 4.2.1.10), so that whoever trusts one trusts it for private names only. Safe
 * for all threads.
 */
public final class LocalAuthority {
  private LocalAuthority() {}

  /** A CA whose roots live in a folder for ten years; made when first needed. */
  public static LocalAuthority inFolder(Path folder, InstantSource clock, SecureRandom random) {
    return new LocalAuthority();
  }

  /** A CA that lives for a day in memory; only its public root is written to the folder. */
  public static LocalAuthority throwAway(Path folder, InstantSource clock, SecureRandom random) {
    return new LocalAuthority();
  }

  /**
   * Signs a certificate for one private name.
   *
   * @throws ProblemException {@code storage-full}, {@code storage-denied}, {@code key-unreadable}
   */
  public TlsMaterial issue(String host) throws ProblemException {
    throw new UnsupportedOperationException(host);
  }

  /** The root that signs for this name; made when there is none yet. */
  public X509Certificate root(String host) throws ProblemException {
    throw new UnsupportedOperationException(host);
  }

  /** PEM file of that root, for people to trust it. */
  public Path rootFile(String host) throws ProblemException {
    throw new UnsupportedOperationException(host);
  }
}
