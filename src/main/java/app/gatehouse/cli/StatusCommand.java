package app.gatehouse.cli;

import app.gatehouse.model.status.Health;
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
      var report = service.status();
      if (isJson()) {
        print(report);
      } else {
        new StatusWords(words(), texts(), ZoneId.systemDefault()).report(report);
      }
      var broken = report.sites().stream().anyMatch(site -> site.state() == Health.BROKEN);
      return broken ? ExitStatus.PROBLEM : ExitStatus.WELL;
    }
  }
}
