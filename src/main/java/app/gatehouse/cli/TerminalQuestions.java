package app.gatehouse.cli;

import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.setup.Choice;
import app.gatehouse.setup.Questions;
import app.gatehouse.text.Texts;
import app.gatehouse.text.Words;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks and tells in the terminal. With {@code --yes} nobody is asked: what can be agreed to is
 * agreed to, and what would have to be typed is missing.
 */
final class TerminalQuestions implements Questions {
  private static final int ATTEMPTS = 5;

  private final Terminal terminal;
  private final Texts texts;
  private final PrintWriter out;
  private final Words words;
  private final boolean yes;
  private final Map<String, StepState> shown = new HashMap<>();

  /**
   * @param out where people read
   */
  TerminalQuestions(Terminal terminal, PrintWriter out, Texts texts, boolean yes) {
    this.terminal = terminal;
    this.texts = texts;
    this.out = out;
    this.words = new Words(out, texts);
    this.yes = yes;
  }

  @Override
  public boolean confirm(String key, Map<String, String> facts) {
    if (yes) {
      return true;
    }
    prompt(texts.get(key, facts) + " " + texts.get("cli.confirm"));
    var answer = terminal.readLine().orElse("").strip().toLowerCase(Locale.ROOT);
    return Arrays.asList(texts.get("cli.confirm.yes").split(",")).contains(answer);
  }

  @Override
  public Optional<String> choose(String key, Map<String, String> facts, List<Choice> choices) {
    if (yes || choices.isEmpty()) {
      return Optional.empty();
    }
    words.gap().line(key, facts);
    for (var i = 0; i < choices.size(); i++) {
      var choice = choices.get(i);
      words.text("  " + (i + 1) + "  " + texts.get(choice.key(), choice.facts()));
    }
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      prompt(texts.get("cli.choose", choices.size()));
      var line = terminal.readLine();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      var picked = picked(line.get().strip(), choices);
      if (picked.isPresent()) {
        return picked;
      }
    }
    return Optional.empty();
  }

  /** By number, by name, or the first one for just Enter. */
  private static Optional<String> picked(String typed, List<Choice> choices) {
    if (typed.isEmpty()) {
      return Optional.of(choices.getFirst().id());
    }
    if (typed.matches("\\d{1,3}")) {
      var number = Integer.parseInt(typed);
      return number >= 1 && number <= choices.size()
          ? Optional.of(choices.get(number - 1).id())
          : Optional.empty();
    }
    return choices.stream().map(Choice::id).filter(typed::equalsIgnoreCase).findFirst();
  }

  @Override
  public Optional<String> ask(String key, Map<String, String> facts) {
    return ask(key, facts, terminal::readLine);
  }

  @Override
  public Optional<String> askSecret(String key, Map<String, String> facts) {
    return ask(key, facts, terminal::readSecret);
  }

  private Optional<String> ask(
      String key, Map<String, String> facts, Supplier<Optional<String>> answer) {
    if (yes) {
      return Optional.empty();
    }
    prompt(texts.get(key, facts));
    return answer.get();
  }

  @Override
  public void tell(String key, Map<String, String> facts) {
    words.line(key, facts);
  }

  @Override
  public void tell(Problem problem) {
    words.problem(problem);
  }

  @Override
  public void progress(OperationSnapshot snapshot) {
    for (var step : snapshot.steps()) {
      var before = shown.put(step.id(), step.state());
      if (before != step.state() && step.state() != StepState.WAITING) {
        show(step);
      }
    }
  }

  private void show(StepReport step) {
    if (step.state() == StepState.RUNNING) {
      // Every step ends with a line of its own; this one is for people who wait.
      if (terminal.isInteractive()) {
        out.print("  … " + texts.get("step." + step.id()) + "\r");
        out.flush();
      }
      return;
    }
    words.text("  " + Words.mark(step.state()) + " " + texts.get("step." + step.id()) + "  ");
    if (step.problem() != null && step.state() == StepState.WARNING) {
      words.brief(step.problem(), "      ");
    }
  }

  private void prompt(String question) {
    out.print(question + " ");
    out.flush();
  }
}
