package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import java.util.Locale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** How a site, or all of it, stands: icon, colour and word together, never a colour alone. */
enum Standing {
  OK(MaterialDesignC.CHECK_CIRCLE, "success"),
  ATTENTION(MaterialDesignA.ALERT, "warning"),
  BROKEN(MaterialDesignC.CLOSE_CIRCLE, "danger"),
  PAUSED(MaterialDesignP.PAUSE_CIRCLE, "neutral"),
  OFFLINE(MaterialDesignP.POWER_PLUG_OFF, "neutral");

  private final Ikon icon;
  private final String tone;

  Standing(Ikon icon, String tone) {
    this.icon = icon;
    this.tone = tone;
  }

  /** What the owner wanted goes before how it works. */
  static Standing of(SiteStatus site, boolean offline) {
    if (site.paused()) {
      return PAUSED;
    }
    return offline ? OFFLINE : of(site.state());
  }

  static Standing of(StatusReport report) {
    if (report.service().offline()) {
      return OFFLINE;
    }
    var sites = report.sites();
    var health = report.health();
    var allPaused = !sites.isEmpty() && sites.stream().allMatch(SiteStatus::paused);
    return allPaused && health == Health.OK ? PAUSED : of(health);
  }

  private static Standing of(Health health) {
    return switch (health) {
      case OK -> OK;
      case ATTENTION -> ATTENTION;
      case BROKEN -> BROKEN;
    };
  }

  Ikon icon() {
    return icon;
  }

  /** The style class of its colour. */
  String tone() {
    return "mark-" + tone;
  }

  /** As in message keys. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
