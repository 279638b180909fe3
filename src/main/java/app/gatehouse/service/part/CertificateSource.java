package app.gatehouse.service.part;

import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.StoredCertificate;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gets and keeps certificates; {@link app.gatehouse.cert.Certificates} has the contract. */
public interface CertificateSource {

  StoredCertificate obtain(
      Site site, boolean termsAgreed, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException;

  StoredCertificate renew(Site site, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException;

  void rehearse(
      Site site,
      URI directory,
      boolean termsAgreed,
      ChallengePublisher publisher,
      IssueListener listener)
      throws ProblemException, InterruptedException;

  Optional<StoredCertificate> current(String host) throws ProblemException;

  void discardPending(String host) throws ProblemException;

  void tidyUp(Collection<String> wanted) throws ProblemException;

  /** What was noticed about its files, such as {@code state-file-set-aside}. */
  List<Problem> notices();

  Optional<URI> terms(URI directory) throws ProblemException, InterruptedException;

  /** Roots beyond the system's own that a visitor of this site is expected to trust. */
  Collection<X509Certificate> extraRoots(Site site) throws ProblemException;
}
