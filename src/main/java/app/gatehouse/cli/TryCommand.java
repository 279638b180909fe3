package app.gatehouse.cli;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.HomeWords;
import app.gatehouse.text.Words;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gatehouse try}: a sample app behind a private address, the whole path in one command. */
@Command(name = "try", description = "cli.try.about")
final class TryCommand extends Answering {
  @Option(names = "--once", descriptionKey = "cli.try.option.once")
  private boolean once;

  TryCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException, InterruptedException {
    var overrides = gatehouse().overrides();
    words().line("cli.try.start").gap();
    try (var trial = gatehouse().surroundings().startTrial(overrides)) {
      show(trial);
      var home = trial.doctor();
      if (isJson()) {
        print(shape(trial, home));
      } else {
        words().line("cli.try.doctor");
        new HomeWords(words(), texts()).report(home);
      }
      if (!once) {
        words().gap().line("cli.try.stays");
        trial.awaitEnd();
      }
    }
    return ExitStatus.WELL;
  }

  private void show(Trial trial) {
    for (var check : trial.checks()) {
      var text = texts().get("cli.try.check." + check.id(), check.facts());
      words().text("  " + Words.mark(check.state()) + " " + text);
    }
    words()
        .gap()
        .line("cli.try.url", trial.url())
        .line("cli.try.root", trial.root())
        .line("cli.try.no-public-ca")
        .gap();
  }

  private static LinkedHashMap<String, Object> shape(Trial trial, HomeReport home) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("url", trial.url());
    shape.put("root", trial.root().toString());
    shape.put("checks", trial.checks());
    shape.put("doctor", home);
    return shape;
  }
}
