package app.gatehouse.tray;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.time.Instant;
import java.util.List;

/** What a service might answer. */
public final class Reports {
  public static final String HOME = "/home/me/.local/state/gatehouse";
  public static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  public static final Problem APP_DOWN = Problem.error(ProblemCode.APP_NOT_RUNNING);

  private Reports() {}

  public static StatusReport of(SiteStatus... sites) {
    return new StatusReport(List.of(sites), info(false), List.of(), List.of(), null);
  }

  public static StatusReport offline(SiteStatus... sites) {
    return new StatusReport(List.of(sites), info(true), List.of(), List.of(), null);
  }

  public static StatusReport quiet(StatusReport report, Instant until) {
    return new StatusReport(
        report.sites(), report.service(), report.problems(), report.notices(), until);
  }

  public static StatusReport with(StatusReport report, Notice... notices) {
    return new StatusReport(
        report.sites(), report.service(), report.problems(), List.of(notices), report.quietUntil());
  }

  public static SiteStatus site(String name, Health state, Problem... problems) {
    return site(name, state, false, problems);
  }

  public static SiteStatus paused(String name) {
    return site(name, Health.OK, true);
  }

  private static SiteStatus site(String name, Health state, boolean paused, Problem... problems) {
    return new SiteStatus(
        name,
        name,
        "http://127.0.0.1:7860",
        AddressKind.OWN_DOMAIN,
        "https://" + name + "/",
        GuardKind.LOGIN,
        null,
        state,
        paused,
        List.of(problems),
        List.of());
  }

  public static Notice notice(long number, NoticeKind kind, String site) {
    return new Notice(
        number, NOW, kind, site, site, kind == NoticeKind.RECOVERED ? null : APP_DOWN);
  }

  private static ServiceInfo info(boolean offline) {
    return new ServiceInfo("0.1.0", 4711, HOME, 80, 443, !offline, offline);
  }
}
