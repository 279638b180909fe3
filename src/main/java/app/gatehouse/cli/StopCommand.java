package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code gatehouse stop}: ends the service and waits until it is gone. */
@Command(name = "stop", description = "cli.stop.about")
final class StopCommand extends Answering {
  /** Running requests get ten seconds; then the forwarder closes. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  StopCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException, InterruptedException {
    gatehouse().refuseOverrides();
    var surroundings = gatehouse().surroundings();
    long pid;
    try (var service = surroundings.connect(gatehouse().home())) {
      pid = service.info().pid();
      stop(service);
    } catch (ProblemException e) {
      throw isAbsent(e.problem()) ? e.problem().variant("stop").exception() : e;
    }
    if (!surroundings.awaitEnd(pid, PATIENCE)) {
      throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow").exception();
    }
    if (isJson()) {
      print(Map.of("stopped", true, "pid", pid));
    } else {
      words().line("cli.stop.done");
    }
    return ExitStatus.WELL;
  }

  /** Nobody is there at all, rather than somebody who cannot answer. */
  private static boolean isAbsent(Problem problem) {
    return problem.code() == ProblemCode.SERVICE_NOT_REACHABLE
        && !problem.facts().containsKey(Problem.VARIANT);
  }

  /** It may be gone before it could say so: what counts is that the process ends. */
  private static void stop(ServiceApi service) throws ProblemException {
    try {
      service.stop();
    } catch (ProblemException e) {
      if (e.problem().code() != ProblemCode.SERVICE_NOT_REACHABLE) {
        throw e;
      }
    }
  }
}
