package app.gatehouse.cli;

import app.gatehouse.cli.Leftovers.Leftover;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gatehouse uninstall}: takes back what lies outside of the home, after asking. */
@Command(name = "uninstall", description = "cli.uninstall.about")
final class UninstallCommand extends Answering {
  @Option(names = "--yes", descriptionKey = "cli.uninstall.option.yes")
  private boolean yes;

  @Option(names = "--trust", descriptionKey = "cli.uninstall.option.trust")
  private boolean trust;

  UninstallCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws InterruptedException {
    gatehouse().refuseOverrides();
    if (isJson() && !yes) {
      throw gatehouse().usage(texts().get("cli.uninstall.json-needs-yes"));
    }
    var home = gatehouse().home().toAbsolutePath().normalize().toString();
    var leftovers = gatehouse().surroundings().leftovers(gatehouse().home());
    var plan = UninstallPlan.of(leftovers.find(), trust);
    if (plan.steps().isEmpty()) {
      words().line("cli.uninstall.nothing");
    } else if (!isAgreed(plan, home)) {
      words().line("cli.uninstall.not-agreed");
      return ExitStatus.PROBLEM;
    }
    var done = new ArrayList<Step>();
    for (var step : plan.steps()) {
      done.add(takeBack(leftovers, step));
    }
    tellWhatStays(plan, home, leftovers);
    if (isJson()) {
      print(shape(done, plan, home, leftovers));
    }
    var failed = done.stream().anyMatch(step -> step.problem() != null);
    return failed ? ExitStatus.PROBLEM : ExitStatus.WELL;
  }

  private boolean isAgreed(UninstallPlan plan, String home) {
    words().line("cli.uninstall.will");
    plan.steps().forEach(step -> words().paragraph(name(step), "  · "));
    words().line("cli.uninstall.stays", home);
    var questions = new TerminalQuestions(gatehouse().terminal(), out(), texts(), yes);
    return questions.confirm("cli.uninstall.ask", Map.of());
  }

  private Step takeBack(Leftovers leftovers, Leftover what) throws InterruptedException {
    try {
      leftovers.takeBack(what);
      words().text("  " + Words.mark(StepState.OK) + " " + name(what));
      return new Step(what, StepState.OK, null);
    } catch (ProblemException e) {
      words().text("  " + Words.mark(StepState.FAILED) + " " + name(what)).problem(e.problem());
      return new Step(what, StepState.FAILED, e.problem());
    }
  }

  private String name(Leftover what) {
    return texts()
        .get("cli.uninstall.step." + what.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private void tellWhatStays(UninstallPlan plan, String home, Leftovers leftovers) {
    words().gap().line("cli.uninstall.kept", home);
    if (plan.keepsTrust()) {
      words().line("cli.uninstall.keeps-trust");
    }
    leftovers.packageRemoval().ifPresent(how -> words().line("cli.uninstall.package", how));
  }

  private static Map<String, Object> shape(
      List<Step> done, UninstallPlan plan, String home, Leftovers leftovers) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("steps", done);
    shape.put("kept", List.of(home));
    shape.put("keepsTrust", plan.keepsTrust());
    leftovers.packageRemoval().ifPresent(how -> shape.put("packageRemoval", how));
    return shape;
  }

  /** One step's part of the answer. */
  private record Step(Leftover id, StepState state, @Nullable Problem problem) {}
}
