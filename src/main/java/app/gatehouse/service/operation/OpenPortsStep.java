package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.SiteServer;

/** Binds the forwarder's ports; all operations and sites share them. */
public final class OpenPortsStep implements Step {
  private final SiteServer server;

  public OpenPortsStep(SiteServer server) {
    this.server = server;
  }

  @Override
  public StepKind kind() {
    return StepKind.OPEN_PORTS;
  }

  /** Ports belong to the process. */
  @Override
  public boolean survivesRestart() {
    return false;
  }

  @Override
  public StepResult apply(StepContext context) throws ProblemException {
    server.open();
    return StepResult.OK;
  }

  @Override
  public void undo(StepContext context) {
    if (!context.isNeededByOthers(other -> true)) {
      server.closePorts();
    }
  }
}
