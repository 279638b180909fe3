package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.VisitorView;
import java.security.cert.X509Certificate;

/**
 * Fetches the site as a visitor would and holds what is really served against what is stored. What
 * lies beyond this computer (router, provider, name) is another question, asked elsewhere.
 */
public final class ProveStep implements Step {
  private final CertificateSource certificates;
  private final SiteServer server;
  private final VisitorView view;
  private final AppSearch apps;

  public ProveStep(
      CertificateSource certificates, SiteServer server, VisitorView view, AppSearch apps) {
    this.certificates = certificates;
    this.server = server;
    this.view = view;
    this.apps = apps;
  }

  @Override
  public StepKind kind() {
    return StepKind.PROVE;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
    var site = context.site();
    var seen = view.look(site.name(), server.httpsPort(), certificates.extraRoots(site));
    requireStored(site, seen.leaf());
    if (seen.trouble().isPresent()) {
      var trouble = seen.trouble().get();
      // A CA that only this network knows is a choice, not a failure.
      if (trouble.code() != ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE) {
        throw trouble.exception();
      }
      return StepResult.warning(trouble);
    }
    if (!apps.answers(site.app())) {
      return StepResult.warning(
          Problem.warning(ProblemCode.APP_NOT_RUNNING).with("address", site.app().url()));
    }
    return StepResult.OK;
  }

  private void requireStored(Site site, X509Certificate served) throws ProblemException {
    var stored = certificates.current(site.name());
    if (stored.isEmpty() || !stored.get().tls().leaf().equals(served)) {
      throw Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH)
          .with("name", site.name())
          .exception();
    }
  }

  /** Looking changes nothing. */
  @Override
  public void undo(StepContext context) {}
}
