package app.gatehouse.ui.dashboard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.dashboard.SiteModel.Doing;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.ProblemBanner;
import app.gatehouse.ui.shared.WishButton;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** What can be done with a site, and what came of it. */
final class SiteActions extends VBox {
  private final SiteModel model;
  private final Texts texts;
  private final WishButton change;
  private final WishButton renew;
  private final WishButton rehearse;
  private final WishButton trust;
  private final WishButton pause;
  private final WishButton remove;

  SiteActions(SiteModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    change = new WishButton("change", model::change);
    change.offer(MaterialDesignP.PENCIL_OUTLINE, words("change"));
    renew = new WishButton("renew", model::renew);
    rehearse = new WishButton("rehearse", model::rehearse);
    trust = new WishButton("trust", model::trust);
    trust.offer(MaterialDesignS.SHIELD_HOME_OUTLINE, words("trust"));
    trust.managedProperty().bind(trust.visibleProperty());
    pause = new WishButton("pause", this::pauseOrPublish);
    remove = new WishButton("remove", model::remove, "danger-button");
    var buttons = new FlowPane(change, renew, rehearse, trust, pause, remove);
    buttons.getStyleClass().add("site-buttons");
    getStyleClass().add("site-actions");
    getChildren()
        .addAll(
            ProblemBanner.slot(model.problem(), texts),
            Labels.bound(model.result(), "site-result"),
            buttons);
    model.seen().subscribe(seen -> show());
    model.doing().subscribe(doing -> show());
  }

  private void pauseOrPublish() {
    if (model.seen().get().site().paused()) {
      model.publishAgain();
    } else {
      model.pause();
    }
  }

  private void show() {
    var seen = model.seen().get();
    var doing = model.doing().get();
    if (doing == Doing.RENEWING) {
      renew.busy(words("renewing"));
    } else {
      renew.offer(MaterialDesignR.REFRESH, words("renew"));
    }
    if (doing == Doing.REHEARSING) {
      rehearse.busy(words("rehearsing"));
    } else {
      rehearse.offer(MaterialDesignT.TEST_TUBE, words("rehearse"));
    }
    if (doing == Doing.PAUSING || doing == Doing.PUBLISHING) {
      pause.busy(words(doing == Doing.PAUSING ? "pausing" : "publishing"));
    } else if (seen.site().paused()) {
      pause.offer(MaterialDesignP.PLAY, words("publish"));
    } else {
      pause.offer(MaterialDesignP.PAUSE, words("pause"));
    }
    if (doing == Doing.REMOVING) {
      remove.busy(words("removing"));
    } else {
      remove.offer(MaterialDesignT.TRASH_CAN_OUTLINE, words("remove"));
    }
    var idle = doing == Doing.NOTHING;
    change.setDisable(!idle);
    renew.setDisable(!idle && doing != Doing.RENEWING || seen.offline());
    // The home's own CA asks nobody anything.
    rehearse.setDisable(
        !idle && doing != Doing.REHEARSING || seen.offline() || !seen.site().address().isPublic());
    trust.setDisable(!idle);
    trust.setVisible(!seen.site().address().isPublic());
    pause.setDisable(!idle && doing != Doing.PAUSING && doing != Doing.PUBLISHING);
    remove.setDisable(!idle && doing != Doing.REMOVING);
    for (Button button : new Button[] {change, renew, rehearse, trust, pause, remove}) {
      button.setAccessibleText(button.getText() + ": " + seen.site().displayName());
    }
  }

  private String words(String action) {
    return texts.get("dashboard.action." + action);
  }
}
