package app.gatehouse.cli;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.text.Texts;
import java.util.Map;

/** What was found about a home, for people. */
final class HomeWords {
  private final Words words;
  private final Texts texts;

  HomeWords(Words words, Texts texts) {
    this.words = words;
    this.texts = texts;
  }

  /** Every check, then the verdict with what to do. */
  void report(HomeReport home) {
    home.checks().forEach(this::check);
    words.gap();
    if (home.verdict().problem() == null) {
      words.line("cli.doctor.open");
    } else {
      words.problem(home.verdict().problem());
    }
  }

  /** One check with its mark; what is wrong with it in full only for errors. */
  void check(CheckResult check) {
    var title = texts.get(check.textKey(), check.facts());
    words.text("  " + Words.mark(check.state()) + " " + title);
    if (check.problem() != null && check.state() != CheckState.OK) {
      words.paragraph(texts.problem(check.problem()).title(), "      ");
      if (check.state() == CheckState.FAILED) {
        words.paragraph(texts.problem(check.problem()).action(), "      → ");
      }
    }
  }

  void name(NameReport leads) {
    words.gap();
    if (leads.problem() != null) {
      words.problem(leads.problem());
    } else {
      words.line(
          "cli.doctor.name",
          Map.of("name", leads.host(), "addresses", String.join(", ", leads.addresses())));
    }
  }
}
