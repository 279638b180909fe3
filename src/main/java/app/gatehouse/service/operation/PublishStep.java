package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.Sites;

/** Lets the forwarder serve the site, now and after every restart. */
public final class PublishStep implements Step {
  private final CertificateSource certificates;
  private final SiteServer server;
  private final Sites sites;

  public PublishStep(CertificateSource certificates, SiteServer server, Sites sites) {
    this.certificates = certificates;
    this.server = server;
    this.sites = sites;
  }

  @Override
  public StepKind kind() {
    return StepKind.PUBLISH;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException {
    var site = context.site();
    var certificate =
        certificates
            .current(site.name())
            .orElseThrow(
                () ->
                    Problem.error(ProblemCode.KEY_UNREADABLE)
                        .with("name", site.name())
                        .exception());
    sites.put(site);
    server.serve(site, certificate.tls());
    return StepResult.OK;
  }

  @Override
  public void undo(StepContext context) throws ProblemException {
    var name = context.site().name();
    server.withdraw(name);
    sites.remove(name);
  }
}
