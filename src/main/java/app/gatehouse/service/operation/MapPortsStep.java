package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.OpenPinholes;
import java.util.Optional;

/**
 * Asks the router to forward the two outer ports here, and to let IPv6 in. A router that cannot or
 * will not is no failure: the ports may be forwarded by hand, or the computer may stand in the
 * open.
 */
public final class MapPortsStep implements Step {
  private final MappedPorts ports;
  private final Mappings mappings;
  private final OpenPinholes pinholes;

  /**
   * @param mappings those that are kept
   */
  public MapPortsStep(MappedPorts ports, Mappings mappings, OpenPinholes pinholes) {
    this.ports = ports;
    this.mappings = mappings;
    this.pinholes = pinholes;
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
    var unmapped = problem(() -> mapAll(context));
    var unopened = problem(pinholes::openAll);
    if (unmapped.isPresent()) {
      var isNothingDone =
          unmapped.get().code() == ProblemCode.ROUTER_NOT_FOUND
              && (unopened.isPresent() || pinholes.address().isEmpty());
      return isNothingDone
          ? StepResult.skipped(unmapped.get())
          : StepResult.warning(unmapped.get());
    }
    // Most routers open nothing for IPv6, and visitors come by IPv4: only a refusal is worth a
    // word.
    return unopened
        .filter(problem -> problem.code() != ProblemCode.ROUTER_NOT_FOUND)
        .map(StepResult::warning)
        .orElse(StepResult.OK);
  }

  /** Something that is asked of the router. */
  private interface Request {
    void send() throws ProblemException, InterruptedException;
  }

  /** Why the router did not do it; what is wrong with the disk ends the step. */
  private static Optional<Problem> problem(Request request)
      throws ProblemException, InterruptedException {
    try {
      request.send();
      return Optional.empty();
    } catch (ProblemException e) {
      if (isOfStorage(e.problem())) {
        throw e;
      }
      return Optional.of(e.problem().severity(Severity.WARNING));
    }
  }

  private void mapAll(StepContext context) throws ProblemException, InterruptedException {
    for (var outer : MappedPorts.OUTER) {
      map(context, outer);
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
    pinholes.letGoAll(() -> isNeededByOthers(context));
    Optional<ProblemException> failed = Optional.empty();
    for (var outer : MappedPorts.OUTER.reversed()) {
      if (context.noted(mine(outer)).isEmpty() && mappings.find(outer).isEmpty()) {
        continue;
      }
      try {
        ports.takeBack(outer, () -> isNeededByOthers(context));
      } catch (ProblemException e) {
        failed = Optional.of(e);
      }
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
  }

  private static boolean isNeededByOthers(StepContext context) {
    return context.isNeededByOthers(other -> other.address().kind().isPublic());
  }

  private static String mine(int outer) {
    return "mapped-" + outer;
  }

  private static boolean isOfStorage(Problem problem) {
    return problem.code() == ProblemCode.STORAGE_FULL
        || problem.code() == ProblemCode.STORAGE_DENIED;
  }
}
