package app.gatehouse.service.part;

import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.StoredCertificate;
import app.gatehouse.model.site.Site;
import app.gatehouse.net.Trust;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The certificate room in its role.
 *
 * @param certificates the room
 * @param caFile roots of a CA that only this network knows
 */
public record StoredCertificates(Certificates certificates, Optional<Path> caFile)
    implements CertificateSource {

  @Override
  public StoredCertificate obtain(
      Site site, boolean termsAgreed, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    return certificates.obtain(site, termsAgreed, publisher, listener);
  }

  @Override
  public StoredCertificate renew(Site site, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    return certificates.renew(site, publisher, listener);
  }

  @Override
  public void rehearse(
      Site site,
      URI directory,
      boolean termsAgreed,
      ChallengePublisher publisher,
      IssueListener listener)
      throws ProblemException, InterruptedException {
    certificates.rehearse(site, directory, termsAgreed, publisher, listener);
  }

  @Override
  public Optional<StoredCertificate> current(String host) throws ProblemException {
    return certificates.current(host);
  }

  @Override
  public void discardPending(String host) throws ProblemException {
    certificates.discardPending(host);
  }

  @Override
  public void tidyUp(Collection<String> wanted) throws ProblemException {
    certificates.tidyUp(wanted);
  }

  @Override
  public List<Problem> notices() {
    return certificates.notices();
  }

  @Override
  public Optional<URI> terms(URI directory) throws ProblemException, InterruptedException {
    return certificates.terms(directory);
  }

  @Override
  public Collection<X509Certificate> extraRoots(Site site) throws ProblemException {
    if (site.certificate().isLocal()) {
      return List.of(certificates.localRoot(site.name()));
    }
    if (caFile.isEmpty()) {
      return List.of();
    }
    try {
      return Trust.read(caFile.get());
    } catch (IOException e) {
      throw Problem.error(ProblemCode.STORAGE_DENIED)
          .with("file", caFile.get())
          .cause(e)
          .exception();
    }
  }
}
