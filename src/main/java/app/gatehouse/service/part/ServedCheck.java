package app.gatehouse.service.part;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Fetches a site as a visitor would and holds what is really served against what is stored. What
 * lies beyond this computer (router, provider, name) is another question, asked elsewhere.
 */
public final class ServedCheck {
  private final CertificateSource certificates;
  private final SiteServer server;
  private final VisitorView view;

  public ServedCheck(CertificateSource certificates, SiteServer server, VisitorView view) {
    this.certificates = certificates;
    this.server = server;
    this.view = view;
  }

  /**
   * Blocks for a few seconds at most.
   *
   * @return {@code certificate-not-trusted-here} where a CA that only this network knows was
   *     chosen: a choice, not a failure; else empty
   * @throws ProblemException {@code served-certificate-mismatch}, what a careful visitor has
   *     against the chain, or why no answer came
   */
  public Optional<Problem> look(Site site) throws ProblemException, InterruptedException {
    var seen = view.look(site.name(), server.httpsPort(), certificates.extraRoots(site));
    requireStored(site, seen.leaf());
    if (seen.trouble().isPresent()
        && seen.trouble().get().code() != ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE) {
      throw seen.trouble().get().exception();
    }
    return seen.trouble();
  }

  private void requireStored(Site site, X509Certificate served) throws ProblemException {
    var stored = certificates.current(site.name());
    if (stored.isEmpty() || !stored.get().tls().leaf().equals(served)) {
      throw Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH)
          .with("name", site.name())
          .exception();
    }
  }
}
