package app.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command that is planned and says honestly that it does not exist yet; help is silent on it. */
@Command(hidden = true)
final class NotBuiltYet implements Callable<Integer> {
  static final List<String> NAMES =
      List.of("key", "user", "explain", "backup", "restore", "export", "import");

  @Unmatched private List<String> ignored = new ArrayList<>();

  private final GatehouseCommand gatehouse;
  private final String name;

  NotBuiltYet(GatehouseCommand gatehouse, String name) {
    this.gatehouse = gatehouse;
    this.name = name;
  }

  @Override
  public Integer call() {
    gatehouse.terminal().err().println(gatehouse.texts().get("cli.not-built-yet", name));
    return ExitStatus.USAGE;
  }
}
