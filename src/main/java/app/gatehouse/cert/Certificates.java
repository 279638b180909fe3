package app.gatehouse.cert;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gets, keeps and renews certificates; owns the home's {@code certificates} folder. Safe for all
 * threads; calls for one host wait for each other. Everything that talks to a CA blocks: use it on
 * virtual threads. An interrupt ends it soon, with the published answer removed and the order kept
 * for the next call.
 */
public final class Certificates {
  private final LocalAuthority authority;

  /** With a local CA whose roots live in the folder. */
  public Certificates(
      Path folder,
      CertificateSettings settings,
      InstantSource clock,
      SecureRandom random,
      Waiter waiter) {
    this(
        folder,
        settings,
        clock,
        random,
        waiter,
        LocalAuthority.inFolder(folder.resolve("local-ca"), clock, random));
  }

  /** With the local CA that is given. */
  public Certificates(
      Path folder,
      CertificateSettings settings,
      InstantSource clock,
      SecureRandom random,
      Waiter waiter,
      LocalAuthority authority) {
    this.authority = authority;
  }

  /**
   * A certificate for the site: the stored one while it is good for the site, else a new one. An
   * order that a crash or an interrupt left behind is taken up again.
   *
   * @param termsAgreed whether the user agreed to the CA's terms; needed for a first account only
   * @throws ProblemException what the CA, the network or the disk has against it
   */
  public StoredCertificate obtain(
      Site site, boolean termsAgreed, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** A new certificate for the site, whatever is stored; otherwise as {@link #obtain}. */
  public StoredCertificate renew(Site site, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /**
   * The newest stored certificate of a host that can be used; empty when there never was one.
   *
   * @throws ProblemException {@code key-unreadable}, {@code key-does-not-match} when none of the
   *     stored generations can be used
   */
  public Optional<StoredCertificate> current(String host) throws ProblemException {
    return Optional.empty();
  }

  /** Forgets an order that is not finished, with its key; certificates are kept. */
  public void discardPending(String host) throws ProblemException {}

  /** The terms of service that a directory names. */
  public Optional<URI> terms(URI directory) throws ProblemException, InterruptedException {
    return Optional.empty();
  }

  /** The local CA's root for a host; made when there is none yet. */
  public X509Certificate localRoot(String host) throws ProblemException {
    return authority.root(host);
  }

  /** PEM file of the local CA's root for a host; made when there is none yet. */
  public Path localRootFile(String host) throws ProblemException {
    return authority.rootFile(host);
  }
}
