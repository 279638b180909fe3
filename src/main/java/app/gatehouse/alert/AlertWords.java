package app.gatehouse.alert;

import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.text.Texts;
import java.time.ZoneId;
import java.util.Locale;

/** A notice in the owner's words. */
public final class AlertWords {
  private final Texts texts;
  private final ZoneId zone;

  public AlertWords(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  public AlertMessage of(Notice notice) {
    var kind = notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    var subject = texts.get("alert." + kind + ".subject", notice.displayName());
    var text = new StringBuilder(texts.get("alert." + kind + ".text", notice.displayName()));
    var problem = notice.problem();
    if (problem != null) {
      var words = texts.problem(problem);
      text.append("\n\n").append(words.title());
      text.append("\n").append(words.cause());
      text.append("\n\n").append(words.action());
    }
    text.append("\n\n").append(texts.get("alert.at", texts.moment(notice.at(), zone)));
    return new AlertMessage(subject, text + "\n", notice.kind() != NoticeKind.RECOVERED);
  }

  /** What is sent to see whether it arrives. */
  public AlertMessage test() {
    return new AlertMessage(
        texts.get("alert.test.subject"), texts.get("alert.test.text") + "\n", false);
  }
}
