package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.ServedCheck;

/** Looks at the site as a visitor would, and whether the app is there. */
public final class ProveStep implements Step {
  private final ServedCheck served;
  private final AppSearch apps;

  public ProveStep(ServedCheck served, AppSearch apps) {
    this.served = served;
    this.apps = apps;
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
    return StepResult.OK;
  }

  /** Looking changes nothing. */
  @Override
  public void undo(StepContext context) {}
}
