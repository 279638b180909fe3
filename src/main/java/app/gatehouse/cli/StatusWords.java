package app.gatehouse.cli;

import app.gatehouse.model.status.JobReport;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import app.gatehouse.text.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sites and their state, for people. */
final class StatusWords {
  private final Words words;
  private final Texts texts;
  private final ZoneId zone;

  StatusWords(Words words, Texts texts, ZoneId zone) {
    this.words = words;
    this.texts = texts;
    this.zone = zone;
  }

  void report(StatusReport report) {
    if (report.sites().isEmpty()) {
      words.line("cli.status.none");
    }
    report.sites().forEach(this::site);
    var said = report.sites().stream().flatMap(site -> site.problems().stream()).toList();
    report.problems().stream().filter(problem -> !said.contains(problem)).forEach(words::problem);
    words.gap();
    service(report.service());
  }

  /** The state line: that the service runs, and at which ports. */
  void service(ServiceInfo service) {
    words.line(
        service.listening() ? "cli.status.listening" : "cli.status.not-listening",
        service.version(),
        service.pid(),
        service.httpPort(),
        service.httpsPort());
  }

  /** One site with everything known about it. */
  void site(SiteStatus site) {
    words.text(
        switch (site.state()) {
              case OK -> "✓ ";
              case ATTENTION -> "! ";
              case BROKEN -> "✗ ";
            }
            + site.url());
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("  " + texts.get("cli.status.app"), site.app()));
    rows.add(List.of("  " + texts.get("cli.status.state"), texts.get(stateKey(site))));
    var certificate = site.certificate();
    if (certificate != null) {
      rows.add(
          List.of(
              "  " + texts.get("cli.status.certificate"),
              texts.get(
                  "cli.status.until",
                  texts.date(certificate.notAfter(), zone),
                  certificate.issuer(),
                  texts.date(certificate.renewAt(), zone))));
    }
    words.table(rows);
    site.problems().forEach(problem -> words.problem(problem));
  }

  /** The same, and what the service does for it by itself. */
  void details(SiteStatus site) {
    site(site);
    if (!site.jobs().isEmpty()) {
      words.gap();
      words.table(site.jobs().stream().map(this::job).toList());
    }
  }

  private List<String> job(JobReport job) {
    var kind = "  " + texts.get("job." + job.kind().name().toLowerCase(Locale.ROOT));
    var next = job.next();
    return List.of(
        kind, progress(job), next == null ? "" : texts.get("job.next", texts.moment(next, zone)));
  }

  private String progress(JobReport job) {
    var tried = job.lastTried();
    if (tried == null) {
      return texts.get("job.never");
    }
    var when = texts.moment(tried, zone);
    return switch (job.failures()) {
      case 0 -> texts.get("job.did", when);
      case 1 -> texts.get("job.tried", when) + ". " + texts.get("job.failed-once");
      default -> texts.get("job.tried", when) + ". " + texts.get("job.failed", job.failures());
    };
  }

  /** The list in one line per site. */
  void list(List<SiteStatus> sites) {
    if (sites.isEmpty()) {
      words.line("cli.status.none");
      return;
    }
    words.table(
        sites.stream()
            .map(site -> List.of(site.url(), site.app(), texts.get(stateKey(site))))
            .toList());
  }

  private static String stateKey(SiteStatus site) {
    if (site.paused()) {
      return "cli.state.paused";
    }
    var isOffline =
        site.problems().stream().anyMatch(each -> each.code() == ProblemCode.TAKEN_OFFLINE);
    return isOffline
        ? "cli.state.offline"
        : "cli.state." + site.state().name().toLowerCase(Locale.ROOT);
  }
}
