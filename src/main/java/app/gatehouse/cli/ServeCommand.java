package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gatehouse serve}: is the service, until it is stopped. */
@Command(name = "serve", description = "cli.serve.about")
final class ServeCommand implements Callable<Integer> {
  private final GatehouseCommand gatehouse;

  ServeCommand(GatehouseCommand gatehouse) {
    this.gatehouse = gatehouse;
  }

  @Override
  public Integer call() throws InterruptedException {
    var words = new Words(gatehouse.terminal().out(), gatehouse.texts());
    try {
      gatehouse
          .surroundings()
          .serve(
              gatehouse.home(),
              gatehouse.overrides(),
              info -> words.line("cli.serve.ready", info.home(), info.pid()));
      return ExitStatus.WELL;
    } catch (ProblemException e) {
      new Words(gatehouse.terminal().err(), gatehouse.texts()).problem(e.problem());
      return ExitStatus.of(e.problem());
    }
  }
}
