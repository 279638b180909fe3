package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.StatusReport;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.dashboard.DashboardViewModel.Doing;
import app.gatehouse.ui.dashboard.DashboardViewModel.Phase;
import app.gatehouse.ui.shared.Brand;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.LookMenu;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.shared.WishButton;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The product, how everything stands, and what can be done with everything. */
final class DashboardHeader extends VBox {
  private final DashboardViewModel model;
  private final Texts texts;
  private final OverallWords words;
  private final WishButton check;
  private final WishButton offline;
  private final WishButton alerts;
  private final WishButton add;
  private final FontIcon icon = Icons.of(Standing.OK.icon(), "mark-icon");
  private final Label standing = Labels.of("", "overall-word");
  private final Label count = Labels.of("", "overall-count");
  private final HBox overall = new HBox();
  private String tone = "";

  DashboardHeader(DashboardViewModel model, Texts texts, Theme theme) {
    this.model = model;
    this.texts = texts;
    words = new OverallWords(texts);
    check = new WishButton("check-now", model::checkNow);
    offline = new WishButton("offline", this::offlineOrOnline);
    alerts = new WishButton("alerts", model::openAlerts);
    alerts.offer(MaterialDesignB.BELL_OUTLINE, texts.get("dashboard.alerts"));
    add = new WishButton("add-app", model::openWizard, "primary-button");
    add.offer(MaterialDesignP.PLUS, texts.get("dashboard.add"));
    add.defaultButtonProperty().bind(overall.visibleProperty());
    getStyleClass().add("dashboard-header");
    getChildren().addAll(top(theme), overall());
    model.report().subscribe(report -> show());
    model.doing().subscribe(doing -> show());
    model.phase().subscribe(phase -> show());
  }

  private Node top(Theme theme) {
    var look = LookMenu.of(theme, texts);
    look.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    look.setAccessibleText(texts.get("ui.look"));
    look.setTooltip(new Tooltip(texts.get("ui.look")));
    var brand = Brand.of(texts);
    // Together in the next row where the letters are large.
    var last = new HBox(alerts, look);
    last.getStyleClass().add("header-last");
    last.setAlignment(Pos.CENTER_LEFT);
    var buttons = new FlowPane(check, offline, last);
    buttons.getStyleClass().add("header-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(buttons, Priority.ALWAYS);
    var top = new HBox(brand, buttons);
    top.getStyleClass().add("header-top");
    top.setAlignment(Pos.CENTER_LEFT);
    return top;
  }

  private Node overall() {
    var text = new VBox(standing, count);
    text.getStyleClass().add("overall-words");
    HBox.setHgrow(text, Priority.ALWAYS);
    overall.getStyleClass().add("overall");
    overall.setAlignment(Pos.CENTER_LEFT);
    overall.getChildren().addAll(icon, text, add);
    overall.managedProperty().bind(overall.visibleProperty());
    return overall;
  }

  private void offlineOrOnline() {
    if (isOffline(model.report().get())) {
      model.goOnline();
    } else {
      model.takeOffline();
    }
  }

  private static boolean isOffline(@Nullable StatusReport report) {
    return report != null && report.service().offline();
  }

  private void show() {
    var report = model.report().get();
    var ready = model.phase().get() == Phase.READY;
    var something = ready && report != null && !report.sites().isEmpty();
    check.setVisible(something);
    offline.setVisible(something || ready && isOffline(report));
    overall.setVisible(offline.isVisible());
    alerts.setVisible(ready);
    for (var button : new WishButton[] {check, offline, alerts}) {
      button.setManaged(button.isVisible());
    }
    if (report == null) {
      return;
    }
    var now = Standing.of(report);
    icon.setIconCode(now.icon());
    standing.setText(words.standing(report));
    count.setText(words.count(report));
    overall.getStyleClass().remove(tone);
    tone = now.tone();
    overall.getStyleClass().add(tone);
    overall.setAccessibleText(standing.getText() + ". " + count.getText());
    buttons(model.doing().get(), isOffline(report));
  }

  private void buttons(Doing doing, boolean isOffline) {
    if (doing == Doing.CHECKING) {
      check.busy(texts.get("dashboard.check.busy"));
    } else {
      check.offer(MaterialDesignM.MAGNIFY, texts.get("dashboard.check"));
    }
    if (doing == Doing.GOING_OFFLINE || doing == Doing.GOING_ONLINE) {
      offline.busy(
          texts.get(
              doing == Doing.GOING_OFFLINE ? "dashboard.offline.busy" : "dashboard.online.busy"));
    } else if (isOffline) {
      offline.offer(MaterialDesignP.POWER_PLUG, texts.get("dashboard.online"));
    } else {
      offline.offer(MaterialDesignP.POWER_PLUG_OFF, texts.get("dashboard.offline"));
    }
  }
}
