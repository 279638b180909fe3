package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.time.ZoneId;
import picocli.CommandLine.Command;

/** {@code gatehouse status}: every site and the service itself. */
@Command(name = "status", description = "cli.status.about")
final class StatusCommand extends Answering {
  StatusCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    gatehouse().refuseOverrides();
    try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
      var report = report(service);
      if (isJson()) {
        print(report);
      } else {
        inWords().report(report);
      }
      var broken = report.sites().stream().anyMatch(site -> site.state() == Health.BROKEN);
      return broken ? ExitStatus.PROBLEM : ExitStatus.WELL;
    }
  }

  /** Whoever may see no more is told that it runs, before they are told how to be let in. */
  private StatusReport report(ServiceApi service) throws ProblemException {
    try {
      return service.status();
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NO_PERMISSION && !isJson()) {
        inWords().service(service.info());
      }
      throw e;
    }
  }

  private StatusWords inWords() {
    return new StatusWords(words(), texts(), ZoneId.systemDefault());
  }
}
