package app.gatehouse.tray;

import java.util.Locale;

/** What the icon says at a glance. Each has a mark of its own, since not all see colours. */
public enum TrayState {
  OK,
  ATTENTION,
  BROKEN,
  /** The service cannot be reached, or its owner took everything offline. */
  OFF;

  public static TrayState of(Outlook outlook) {
    var report = outlook.report();
    if (report == null || report.service().offline()) {
      return OFF;
    }
    return switch (report.health()) {
      case OK -> OK;
      case ATTENTION -> ATTENTION;
      case BROKEN -> BROKEN;
    };
  }

  /** The state as the names of pictures spell it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
