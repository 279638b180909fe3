package app.gatehouse.text;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProbeParty;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found about a home, for people. */
public final class HomeWords {
  private final Words words;
  private final Texts texts;

  public HomeWords(Words words, Texts texts) {
    this.words = words;
    this.texts = texts;
  }

  /** A report as one text for other people: without what looks like a secret. */
  public static String toCopy(HomeReport home, Texts texts) {
    var text = new StringWriter();
    new HomeWords(new Words(new PrintWriter(text), texts), texts).report(home);
    return new Redaction(List.of()).of(text.toString());
  }

  /** Whom a proof asks, and what they learn. */
  public void parties(List<ProbeParty> parties) {
    if (parties.isEmpty()) {
      return;
    }
    var names = new ArrayList<String>();
    for (var party : parties) {
      var key = party.published() ? "probe.party.published" : "probe.party";
      names.add(texts.get(key, party.host()));
    }
    words.paragraph(texts.get("cli.doctor.asks", String.join(", ", names)), "");
  }

  /** Every check, then the verdict with what to do, and the way that follows. */
  public void report(HomeReport home) {
    home.checks().forEach(this::check);
    words.gap();
    if (home.verdict().state() == PortOutcome.OPEN) {
      words.line("cli.doctor.open");
    }
    if (home.verdict().problem() != null) {
      words.problem(home.verdict().problem());
    }
    words.paragraph(
        texts.get("way." + home.way().name().toLowerCase(Locale.ROOT).replace('_', '-')), "  → ");
  }

  /** One check with its mark; what is wrong with it in full only for errors. */
  public void check(CheckResult check) {
    var title = texts.get(check.textKey(), check.facts());
    words.text("  " + Words.mark(check.state()) + " " + title);
    if (check.problem() != null && check.state() != CheckState.OK) {
      words.paragraph(texts.problem(check.problem()).title(), "      ");
      if (check.state() == CheckState.FAILED) {
        words.paragraph(texts.problem(check.problem()).action(), "      → ");
      }
    }
  }

  public void name(NameReport leads) {
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
