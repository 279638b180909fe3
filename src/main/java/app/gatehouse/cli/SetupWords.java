package app.gatehouse.cli;

import app.gatehouse.model.status.OperationState;
import app.gatehouse.setup.SetupOutcome;
import app.gatehouse.text.Words;
import java.nio.file.Path;
import java.util.Optional;

/** How a setup ended, for people. */
final class SetupWords {
  private final Words words;

  SetupWords(Words words) {
    this.words = words;
  }

  /**
   * @param keyFile where a new key was put; else it is shown here, this once
   */
  void outcome(SetupOutcome outcome, Optional<Path> keyFile) {
    var operation = outcome.operation();
    words.gap();
    if (operation.state() != OperationState.DONE) {
      // What was wrong has been told when it happened.
      words.line("cli.setup.taken-back");
      return;
    }
    words.line("cli.setup.done", operation.site().url());
    if (keyFile.isPresent()) {
      words.line("cli.setup.key-in-file", keyFile.get());
    } else if (outcome.newKey().isPresent()) {
      words
          .gap()
          .line("cli.setup.key")
          .text("  " + outcome.newKey().get())
          .line("cli.setup.key-use", operation.site().url(), "X-API-Key");
    }
    words.gap().line("cli.setup.from-now-on");
  }
}
