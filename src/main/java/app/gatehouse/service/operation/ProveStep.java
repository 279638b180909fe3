package app.gatehouse.service.operation;

import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.outside.OutsideLook;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.ServedCheck;
import java.util.Optional;

/** Looks at the site as a visitor would, whether the app is there, and whether others get in. */
public final class ProveStep implements Step {
  private final ServedCheck served;
  private final AppSearch apps;
  private final OutsideLook outside;

  public ProveStep(ServedCheck served, AppSearch apps, OutsideLook outside) {
    this.served = served;
    this.apps = apps;
    this.outside = outside;
  }

  @Override
  public StepKind kind() {
    return StepKind.PROVE;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
    var site = context.site();
    var remark = served.look(site);
    if (remark.isPresent()) {
      return StepResult.warning(remark.get());
    }
    if (!apps.answers(site.app())) {
      return StepResult.warning(
          Problem.warning(ProblemCode.APP_NOT_RUNNING).with("address", site.app().url()));
    }
    return outside.isPossible(site) ? fromOutside(site) : StepResult.OK;
  }

  /** Only a proof that nobody gets in is worth a word: the authority came through just before. */
  private StepResult fromOutside(Site site) throws ProblemException {
    return outside
        .look(site)
        .filter(verdict -> verdict.state() == PortOutcome.CLOSED)
        .flatMap(verdict -> Optional.ofNullable(verdict.problem()))
        .map(problem -> StepResult.warning(problem.severity(Severity.WARNING)))
        .orElse(StepResult.OK);
  }

  /** Looking changes nothing. */
  @Override
  public void undo(StepContext context) {}
}
