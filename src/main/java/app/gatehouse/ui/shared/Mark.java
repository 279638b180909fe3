package app.gatehouse.ui.shared;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.status.StepState;
import java.util.Locale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/**
 * How something stands, as icon, colour and word together: never a colour alone. What is not known
 * is neutral, never red.
 */
public enum Mark {
  WAITING(MaterialDesignC.CIRCLE_OUTLINE, "quiet"),
  RUNNING(MaterialDesignC.CIRCLE_OUTLINE, "accent"),
  OK(MaterialDesignC.CHECK_CIRCLE, "success"),
  WARNING(MaterialDesignA.ALERT, "warning"),
  FAILED(MaterialDesignC.CLOSE_CIRCLE, "danger"),
  NOTE(MaterialDesignI.INFORMATION, "neutral"),
  UNKNOWN(MaterialDesignH.HELP_CIRCLE, "neutral"),
  SKIPPED(MaterialDesignM.MINUS_CIRCLE_OUTLINE, "quiet"),
  CANCELLED(MaterialDesignM.MINUS_CIRCLE_OUTLINE, "quiet"),
  UNDONE(MaterialDesignU.UNDO_VARIANT, "quiet");

  private final Ikon icon;
  private final String tone;

  Mark(Ikon icon, String tone) {
    this.icon = icon;
    this.tone = tone;
  }

  public Ikon icon() {
    return icon;
  }

  /** The style class of its colour. */
  public String tone() {
    return "mark-" + tone;
  }

  /** The key of its word. */
  public String key() {
    return "ui.mark." + name().toLowerCase(Locale.ROOT);
  }

  /** Something worth knowing is no trouble, but not simply good either. */
  public static Mark of(CheckResult check) {
    return switch (check.state()) {
      case OK -> check.problem() == null ? OK : NOTE;
      case WARNING -> WARNING;
      case FAILED -> FAILED;
      case SKIPPED -> SKIPPED;
    };
  }

  public static Mark of(StepState state) {
    return switch (state) {
      case WAITING -> WAITING;
      case RUNNING -> RUNNING;
      case OK -> OK;
      case WARNING -> WARNING;
      case FAILED -> FAILED;
      case SKIPPED -> SKIPPED;
      case CANCELLED -> CANCELLED;
      case UNDONE -> UNDONE;
    };
  }
}
