package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import app.gatehouse.text.Words;
import java.nio.file.Path;
import java.util.Map;
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
    return serve(
        gatehouse.surroundings(),
        gatehouse.terminal(),
        gatehouse.texts(),
        new Given(gatehouse.home(), gatehouse.overrides(), gatehouse.isVerbose()));
  }

  /** Where to be the service, and how. */
  record Given(Path home, Map<String, String> overrides, boolean verbose) {}

  /** Is the service, until it is stopped; answers with the exit status. */
  static int serve(Surroundings surroundings, Terminal terminal, Texts texts, Given given)
      throws InterruptedException {
    surroundings.log(given.verbose());
    var words = new Words(terminal.out(), texts);
    try {
      surroundings.serve(
          given.home(),
          given.overrides(),
          info -> words.line("cli.serve.ready", info.home(), info.pid()));
      return ExitStatus.WELL;
    } catch (ProblemException e) {
      new Words(terminal.err(), texts).problem(e.problem());
      return ExitStatus.of(e.problem());
    }
  }
}
