package app.gatehouse.service.operation;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;
import java.util.function.Predicate;

/** What a step sees of the operation it belongs to. */
public interface StepContext {

  Plan plan();

  default Site site() {
    return plan().site();
  }

  /** Says how far it is; the words are the bundle's {@code progress.<milestone>}. */
  void progress(String milestone);

  /**
   * Writes something into the journal that {@link Step#undo} will need, also after a crash. To be
   * called before the change it speaks of.
   */
  void note(String name, String value) throws ProblemException;

  /** What this step noted, in this life or before a crash. */
  Optional<String> noted(String name);

  /**
   * Whether another site, one that exists or is being made, needs what this step would take back.
   *
   * @param needs whether a site needs it
   */
  boolean isNeededByOthers(Predicate<Site> needs);
}
