package app.gatehouse.tray;

import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import app.gatehouse.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The state of everything in one line each. */
final class TrayWords {
  /** More would cover half the screen. */
  private static final int MOST_LINES = 5;

  private final Texts texts;

  TrayWords(Texts texts) {
    this.texts = texts;
  }

  /** All sites and the service together. */
  String overall(Outlook outlook) {
    var report = outlook.report();
    if (report == null) {
      var problem = outlook.problem();
      return problem == null ? texts.get("tray.asking") : texts.problem(problem).title();
    }
    if (report.service().offline()) {
      return texts.problem(Problem.info(ProblemCode.TAKEN_OFFLINE)).title();
    }
    var own = worst(report.problems());
    if (!own.isEmpty()) {
      return own.getFirst();
    }
    if (report.sites().isEmpty()) {
      return texts.get("tray.none");
    }
    if (report.sites().size() == 1) {
      return site(report.sites().getFirst());
    }
    var troubled = troubled(report);
    return troubled.isEmpty()
        ? texts.get("tray.all-well", report.sites().size())
        : texts.get("tray.troubled", troubled.size(), report.sites().size());
  }

  String site(SiteStatus site) {
    if (site.paused()) {
      return texts.get("tray.paused");
    }
    if (site.state() == Health.OK) {
      return texts.get("tray.well");
    }
    var problems = worst(site.problems());
    return problems.isEmpty() ? texts.get("tray.trouble") : problems.getFirst();
  }

  /** The whole in a line, then what is the matter with each site, as far as there is room. */
  String tooltip(Outlook outlook) {
    var report = outlook.report();
    if (report == null || report.service().offline() || report.sites().isEmpty()) {
      return overall(outlook);
    }
    if (report.sites().size() == 1 && worst(report.problems()).isEmpty()) {
      return named(report.sites().getFirst());
    }
    var lines = troubled(report).stream().limit(MOST_LINES).map(this::named);
    return String.join("\n", Stream.concat(Stream.of(overall(outlook)), lines).toList());
  }

  String named(SiteStatus site) {
    return texts.get("tray.site", site.displayName(), site(site));
  }

  private static List<SiteStatus> troubled(StatusReport report) {
    return report.sites().stream()
        .filter(site -> !site.paused() && site.state() != Health.OK)
        .sorted(Comparator.comparing(SiteStatus::state, Comparator.reverseOrder()))
        .toList();
  }

  /** Titles, the worst first; what is only for information is no trouble. */
  private List<String> worst(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() != Severity.INFO)
        .sorted(Comparator.comparing(Problem::severity, Comparator.reverseOrder()))
        .map(problem -> texts.problem(problem).title())
        .toList();
  }
}
