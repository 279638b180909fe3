package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code gatehouse offline} and {@code online}: the switch for everything at once. */
abstract sealed class OfflineCommand extends Answering {
  private final boolean offline;

  private OfflineCommand(GatehouseCommand gatehouse, boolean offline) {
    super(gatehouse);
    this.offline = offline;
  }

  @Override
  int answer() throws ProblemException {
    gatehouse().refuseOverrides();
    try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
      service.takeOffline(offline);
    }
    if (isJson()) {
      print(Map.of("offline", offline));
    } else {
      words().line(offline ? "cli.offline.done" : "cli.online.done");
    }
    return ExitStatus.WELL;
  }

  @Command(name = "offline", description = "cli.offline.about")
  static final class Offline extends OfflineCommand {
    Offline(GatehouseCommand gatehouse) {
      super(gatehouse, true);
    }
  }

  @Command(name = "online", description = "cli.online.about")
  static final class Online extends OfflineCommand {
    Online(GatehouseCommand gatehouse) {
      super(gatehouse, false);
    }
  }
}
