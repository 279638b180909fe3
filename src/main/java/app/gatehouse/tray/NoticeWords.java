package app.gatehouse.tray;

import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.Severity;
import app.gatehouse.text.Texts;

/** What notifications say. */
final class NoticeWords {
  private final Texts texts;

  NoticeWords(Texts texts) {
    this.texts = texts;
  }

  /** Opens the site in the dashboard. */
  Notification of(Notice notice) {
    return new Notification(
        texts.get(key(notice.kind()), notice.displayName()),
        body(notice),
        severity(notice.kind()),
        texts.get("tray.notice.show"),
        new TrayCommand.OpenDashboard(notice.site()));
  }

  /** Something that was asked for could not be done. */
  Notification failed(Problem problem) {
    var words = texts.problem(problem);
    return new Notification(
        words.title(),
        words.action(),
        problem.severity(),
        texts.get("tray.notice.show"),
        new TrayCommand.OpenDashboard(null));
  }

  Notification serviceGoesOn() {
    return new Notification(
        texts.get("tray.goes-on"), texts.get("tray.goes-on.text"), Severity.INFO, null, null);
  }

  private static String key(NoticeKind kind) {
    return switch (kind) {
      case RENEWAL_FAILING -> "tray.notice.renewal-failing";
      case BROKEN -> "tray.notice.broken";
      case RECOVERED -> "tray.notice.recovered";
    };
  }

  private static Severity severity(NoticeKind kind) {
    return switch (kind) {
      case RENEWAL_FAILING -> Severity.WARNING;
      case BROKEN -> Severity.ERROR;
      case RECOVERED -> Severity.INFO;
    };
  }

  private String body(Notice notice) {
    var problem = notice.problem();
    if (problem == null) {
      return notice.kind() == NoticeKind.RECOVERED ? texts.get("tray.notice.over") : "";
    }
    var words = texts.problem(problem);
    return words.title() + "\n" + words.action();
  }
}
