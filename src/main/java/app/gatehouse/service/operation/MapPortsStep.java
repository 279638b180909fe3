package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import java.util.Optional;

/**
 * Asks the router to forward the two outer ports here. A router that cannot or will not is no
 * failure: the ports may be forwarded by hand, or the computer may stand in the open.
 */
public final class MapPortsStep implements Step {
  private final MappedPorts ports;
  private final Mappings mappings;

  /**
   * @param mappings those that are kept
   */
  public MapPortsStep(MappedPorts ports, Mappings mappings) {
    this.ports = ports;
    this.mappings = mappings;
  }

  @Override
  public StepKind kind() {
    return StepKind.MAP_PORTS;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
    if (!ports.enabled()) {
      return StepResult.skipped();
    }
    try {
      for (var outer : MappedPorts.OUTER) {
        map(context, outer);
      }
      return StepResult.OK;
    } catch (ProblemException e) {
      if (isOfStorage(e.problem())) {
        throw e;
      }
      var problem = e.problem().severity(Severity.WARNING);
      return problem.code() == ProblemCode.ROUTER_NOT_FOUND
          ? StepResult.skipped(problem)
          : StepResult.warning(problem);
    }
  }

  private void map(StepContext context, int outer) throws ProblemException, InterruptedException {
    if (mappings.find(outer).isEmpty()) {
      // Before the router is asked: whoever comes after a crash must know that it may be ours.
      context.note(mine(outer), "true");
    }
    ports.map(outer);
  }

  /**
   * Takes back what was mapped for this operation, and what it found mapped for sites that have
   * gone since. Both ports are tried, whatever becomes of the other.
   */
  @Override
  public void undo(StepContext context) throws ProblemException, InterruptedException {
    Optional<ProblemException> failed = Optional.empty();
    for (var outer : MappedPorts.OUTER.reversed()) {
      if (context.noted(mine(outer)).isEmpty() && mappings.find(outer).isEmpty()) {
        continue;
      }
      try {
        ports.takeBack(
            outer, () -> context.isNeededByOthers(other -> other.address().kind().isPublic()));
      } catch (ProblemException e) {
        failed = Optional.of(e);
      }
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
  }

  private static String mine(int outer) {
    return "mapped-" + outer;
  }

  private static boolean isOfStorage(Problem problem) {
    return problem.code() == ProblemCode.STORAGE_FULL
        || problem.code() == ProblemCode.STORAGE_DENIED;
  }
}
