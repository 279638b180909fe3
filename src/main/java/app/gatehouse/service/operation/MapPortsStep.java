package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.SiteServer;
import java.time.InstantSource;
import java.util.List;

/**
 * Asks the router to forward the two outer ports here. A router that cannot or will not is no
 * failure: the ports may be forwarded by hand, or the computer may stand in the open.
 */
public final class MapPortsStep implements Step {
  /** A CA and visitors always come to these, whatever the forwarder's ports are. */
  static final int OUTER_HTTP = 80;

  static final int OUTER_HTTPS = 443;

  private final Router router;
  private final Mappings mappings;
  private final SiteServer server;
  private final InstantSource clock;

  public MapPortsStep(Router router, Mappings mappings, SiteServer server, InstantSource clock) {
    this.router = router;
    this.mappings = mappings;
    this.server = server;
    this.clock = clock;
  }

  @Override
  public StepKind kind() {
    return StepKind.MAP_PORTS;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
    if (!router.enabled()) {
      return StepResult.skipped();
    }
    try {
      map(context, OUTER_HTTP, server.httpPort());
      map(context, OUTER_HTTPS, server.httpsPort());
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

  private void map(StepContext context, int outer, int inner)
      throws ProblemException, InterruptedException {
    if (mappings.find(outer).isEmpty()) {
      // Before the router is asked: whoever comes after a crash must know that it may be ours.
      context.note(mine(outer), "true");
    }
    var grant = router.map(outer, inner);
    if (grant.ours()) {
      mappings.put(grant, clock.instant());
    }
  }

  @Override
  public void undo(StepContext context) throws ProblemException, InterruptedException {
    if (context.isNeededByOthers(other -> other.address().kind().isPublic())) {
      return;
    }
    for (var outer : List.of(OUTER_HTTPS, OUTER_HTTP)) {
      if (context.noted(mine(outer)).isPresent()) {
        router.unmap(outer);
        mappings.remove(outer);
      }
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
