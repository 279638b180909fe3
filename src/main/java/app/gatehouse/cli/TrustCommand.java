package app.gatehouse.cli;

import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import app.gatehouse.setup.RootTrust.Outcome;
import app.gatehouse.setup.RootTrust.Place;
import app.gatehouse.setup.RootTrust.Root;
import app.gatehouse.text.Words;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gatehouse trust …}: whether this computer trusts the private addresses. */
@Command(name = "trust", description = "cli.trust.about")
final class TrustCommand implements Runnable {
  private final GatehouseCommand gatehouse;

  TrustCommand(GatehouseCommand gatehouse) {
    this.gatehouse = gatehouse;
  }

  @Override
  public void run() {
    throw gatehouse.usage(gatehouse.texts().get("cli.trust.verb-missing"));
  }

  /** What both verbs share: they name the root, ask, and say what became of each place. */
  private abstract static class Verb extends Answering {
    @Option(names = "--yes", descriptionKey = "cli.uninstall.option.yes")
    private boolean yes;

    private final String name;

    Verb(GatehouseCommand gatehouse, String name) {
      super(gatehouse);
      this.name = name;
    }

    @Override
    final int answer() throws ProblemException {
      gatehouse().refuseOverrides();
      if (isJson() && !yes) {
        throw gatehouse().usage(texts().get("cli.uninstall.json-needs-yes"));
      }
      var trust = gatehouse().surroundings().trust(gatehouse().home());
      var root = root(trust);
      if (root.isEmpty()) {
        words().line("cli.trust.nothing-ours");
        return tell(Map.of("places", List.of()), ExitStatus.WELL);
      }
      show(root.get());
      if (!isAgreed()) {
        words().line("cli.uninstall.not-agreed");
        return ExitStatus.PROBLEM;
      }
      var outcomes = act(trust);
      outcomes.forEach(this::say);
      words().line("cli.trust." + name + ".not-checked");
      var shape = new LinkedHashMap<String, Object>();
      shape.put("root", root.get());
      shape.put("places", outcomes);
      return tell(shape, isWell(outcomes) ? ExitStatus.WELL : ExitStatus.PROBLEM);
    }

    abstract Optional<Root> root(RootTrust trust) throws ProblemException;

    abstract List<Outcome> act(RootTrust trust) throws ProblemException;

    abstract boolean isWell(List<Outcome> outcomes);

    private int tell(Map<String, Object> shape, int status) {
      if (isJson()) {
        print(shape);
      }
      return status;
    }

    private void show(Root root) {
      words()
          .line("cli.trust.root", root.name())
          .line("cli.trust.fingerprint", root.sha256())
          .line("cli.trust.until", texts().date(root.notAfter(), ZoneId.systemDefault()))
          .line("cli.trust." + name + ".means");
    }

    private boolean isAgreed() {
      var questions = new TerminalQuestions(gatehouse().terminal(), out(), texts(), yes);
      return questions.confirm("cli.trust." + name + ".ask", Map.of());
    }

    private void say(Outcome outcome) {
      var place = outcome.id().name().toLowerCase(Locale.ROOT);
      var mark = "  " + Words.mark(outcome.state()) + " ";
      words().text(mark + texts().get("cli.trust." + place));
      outcome.stores().forEach(store -> words().text("      " + store));
      if (outcome.problem() != null) {
        words().problem(outcome.problem());
      } else if (outcome.state() == StepState.SKIPPED) {
        words().text("      " + texts().get("cli.trust." + place + ".nothing"));
      }
    }

    static boolean failed(List<Outcome> outcomes) {
      return outcomes.stream().anyMatch(outcome -> outcome.state() == StepState.FAILED);
    }
  }

  @Command(name = "add", description = "cli.trust.add.about")
  static final class Add extends Verb {
    Add(GatehouseCommand gatehouse) {
      super(gatehouse, "add");
    }

    @Override
    Optional<Root> root(RootTrust trust) throws ProblemException {
      return Optional.of(trust.root());
    }

    @Override
    List<Outcome> act(RootTrust trust) throws ProblemException {
      return trust.add();
    }

    /** Without the system's trust most programs do not trust it, whatever browsers do. */
    @Override
    boolean isWell(List<Outcome> outcomes) {
      return !failed(outcomes)
          && outcomes.stream()
              .noneMatch(
                  outcome -> outcome.id() == Place.SYSTEM && outcome.state() == StepState.SKIPPED);
    }
  }

  @Command(name = "remove", description = "cli.trust.remove.about")
  static final class Remove extends Verb {
    Remove(GatehouseCommand gatehouse) {
      super(gatehouse, "remove");
    }

    @Override
    Optional<Root> root(RootTrust trust) {
      return trust.trusted();
    }

    @Override
    List<Outcome> act(RootTrust trust) throws ProblemException {
      return trust.remove();
    }

    @Override
    boolean isWell(List<Outcome> outcomes) {
      return !failed(outcomes);
    }
  }
}
