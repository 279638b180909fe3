package app.gatehouse.tray;

import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which lines the menu has: a pure function of what the service answered. */
final class TrayMenu {
  private final Texts texts;
  private final TrayWords words;

  TrayMenu(Texts texts) {
    this.texts = texts;
    words = new TrayWords(texts);
  }

  /**
   * @param autostart whether the program starts with the computer; empty where it cannot
   */
  List<MenuItem> of(Outlook outlook, Instant now, Optional<Boolean> autostart) {
    var items = new ArrayList<MenuItem>();
    var report = outlook.report();
    items.addAll(report == null ? List.of(state(outlook)) : sites(outlook, report));
    items.add(MenuItem.separator("after-sites"));
    if (report != null) {
      items.add(action("check", "tray.check", new TrayCommand.CheckNow()));
    } else if (canBeStarted(outlook.problem())) {
      items.add(action("start-service", "tray.start-service", new TrayCommand.StartService()));
    }
    items.add(action("dashboard", "tray.dashboard", new TrayCommand.OpenDashboard(null)));
    if (report != null) {
      items.add(MenuItem.separator("after-dashboard"));
      items.add(offline(report));
      items.add(quiet(report, now));
      items.add(action("alerts", "tray.alerts", new TrayCommand.OpenAlerts()));
    }
    items.add(MenuItem.separator("before-program"));
    autostart.ifPresent(
        on ->
            items.add(
                MenuItem.check(
                    "autostart",
                    texts.get("tray.autostart"),
                    on,
                    new TrayCommand.StartWithComputer(!on))));
    items.add(action("quit", "tray.quit", new TrayCommand.Quit()));
    return items;
  }

  private List<MenuItem> sites(Outlook outlook, StatusReport report) {
    var sites = report.sites();
    var items = new ArrayList<MenuItem>();
    if (sites.size() == 1) {
      items.addAll(site("site", sites.getFirst(), report.service().offline()));
    } else {
      for (var site : sites) {
        var id = "site " + site.name();
        items.add(
            MenuItem.submenu(id, words.named(site), site(id, site, report.service().offline())));
      }
    }
    items.add(state(outlook));
    return items;
  }

  /** Its address comes first: that is what the menu is opened for. */
  private List<MenuItem> site(String id, SiteStatus site, boolean offline) {
    var open = texts.get("tray.open", site.displayName());
    var reachable = !offline && !site.paused();
    return List.of(
        reachable
            ? MenuItem.action(id + " open", open, new TrayCommand.OpenAddress(site.url()))
            : MenuItem.line(id + " open", open),
        MenuItem.action(
            id + " copy", texts.get("tray.copy"), new TrayCommand.CopyAddress(site.url())));
  }

  private MenuItem state(Outlook outlook) {
    return MenuItem.line("state", words.overall(outlook));
  }

  private MenuItem offline(StatusReport report) {
    var offline = report.service().offline();
    return MenuItem.action(
        "offline",
        texts.get(offline ? "tray.online" : "tray.offline"),
        new TrayCommand.TakeOffline(!offline));
  }

  private MenuItem quiet(StatusReport report, Instant now) {
    var quiet = NoticeTeller.isQuiet(report, now);
    return MenuItem.action(
        "quiet", texts.get(quiet ? "tray.loud" : "tray.quiet"), new TrayCommand.KeepQuiet(!quiet));
  }

  private MenuItem action(String id, String key, TrayCommand command) {
    return MenuItem.action(id, texts.get(key), command);
  }

  /** One of another version, or an installed one, is not ours to start. */
  private static boolean canBeStarted(@Nullable Problem problem) {
    return problem != null
        && problem.code() == ProblemCode.SERVICE_NOT_REACHABLE
        && !problem.facts().containsKey(Problem.VARIANT);
  }
}
