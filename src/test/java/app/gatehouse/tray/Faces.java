package app.gatehouse.tray;

import static app.gatehouse.tray.Reports.site;

import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.text.Texts;
import java.util.Optional;

/** What a host might have to draw. */
public final class Faces {
  private Faces() {}

  public static TrayFace of(TrayState state, Texts texts) {
    var outlook = Outlook.of(report(state));
    return new TrayFace(
        TrayState.of(outlook),
        texts.get("ui.name"),
        new TrayWords(texts).tooltip(outlook),
        new TrayMenu(texts).of(outlook, Reports.NOW, Optional.of(true)));
  }

  private static StatusReport report(TrayState state) {
    return switch (state) {
      case OK -> Reports.of(site("a.example", Health.OK));
      case ATTENTION -> Reports.of(site("a.example", Health.ATTENTION));
      case BROKEN -> Reports.of(site("a.example", Health.BROKEN, Reports.APP_DOWN));
      case OFF -> Reports.offline(site("a.example", Health.OK));
    };
  }
}
