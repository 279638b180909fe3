package app.gatehouse.service.operation;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.SiteServer;

/** Gets a certificate; the forwarder answers the CA's questions. */
public final class CertificateStep implements Step {
  private final CertificateSource certificates;
  private final SiteServer server;
  private final IssueListener milestones;

  /**
   * @param milestones hears each one after it was told as progress
   */
  public CertificateStep(
      CertificateSource certificates, SiteServer server, IssueListener milestones) {
    this.certificates = certificates;
    this.server = server;
    this.milestones = milestones;
  }

  @Override
  public StepKind kind() {
    return StepKind.CERTIFICATE;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
    certificates.obtain(
        context.site(),
        context.plan().termsAgreed(),
        server,
        milestone -> {
          context.progress(milestone);
          milestones.reached(milestone);
        });
    return StepResult.OK;
  }

  /** A certificate that is there is kept: CAs count them, and the next try may use it. */
  @Override
  public void undo(StepContext context) throws ProblemException {
    certificates.discardPending(context.site().name());
  }
}
