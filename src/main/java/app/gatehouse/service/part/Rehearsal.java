package app.gatehouse.service.part;

import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.RehearsalDirectories;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.Optional;

/**
 * Tries a complete order at the CA's test directory, never at the CA itself: nothing is served or
 * stored for the site, and nothing counts against the CA's limits.
 *
 * @param instead the test directory for all sites, where a lab stands in; empty takes the one that
 *     belongs to the site's directory
 */
public record Rehearsal(
    CertificateSource certificates, ChallengePublisher publisher, Optional<URI> instead) {

  /**
   * Where a rehearsal for this site is held.
   *
   * @throws ProblemException {@code rehearsal-not-possible}: variant {@code local} for the home's
   *     own CA, none where no test directory is known or the one that is set is the real one
   */
  public URI directory(Site site) throws ProblemException {
    var real = site.certificate().directory();
    if (real == null) {
      throw Problem.error(ProblemCode.REHEARSAL_NOT_POSSIBLE)
          .variant("local")
          .with("name", site.name())
          .exception();
    }
    return instead
        .or(() -> RehearsalDirectories.of(real))
        .filter(directory -> !directory.equals(real))
        .orElseThrow(
            () ->
                Problem.error(ProblemCode.REHEARSAL_NOT_POSSIBLE)
                    .with("ca", real.getHost())
                    .exception());
  }

  /**
   * Holds it. Blocks as a real order does.
   *
   * @return where it was held
   * @throws ProblemException as {@link #directory}, or what a real order would have met
   */
  public URI hold(Site site, boolean termsAgreed, IssueListener listener)
      throws ProblemException, InterruptedException {
    var directory = directory(site);
    certificates.rehearse(site, directory, termsAgreed, publisher, listener);
    return directory;
  }
}
