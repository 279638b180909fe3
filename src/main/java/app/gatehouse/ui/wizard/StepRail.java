package app.gatehouse.ui.wizard;

import app.gatehouse.setup.SetupPage;
import app.gatehouse.setup.SetupPages;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Brand;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.LookMenu;
import app.gatehouse.ui.shared.Theme;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The way at the left: the pages in their order, those behind ticked. */
final class StepRail extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass BEHIND = PseudoClass.getPseudoClass("behind");

  private final Texts texts;

  StepRail(Texts texts, Theme theme, WizardViewModel model) {
    this.texts = texts;
    var current = model.page();
    getStyleClass().add("rail");
    getChildren().add(Brand.of(texts));
    if (model.isFromOverview()) {
      getChildren().add(overview(model));
    }
    for (var page : SetupPages.all()) {
      getChildren().add(row(page, current));
    }
    var filler = new Region();
    VBox.setVgrow(filler, Priority.ALWAYS);
    var promise = Labels.of(texts.get("wizard.rail.promise"), "rail-promise");
    promise.visibleProperty().bind(current.map(page -> page.compareTo(SetupPage.WORKING) < 0));
    getChildren().addAll(filler, promise, LookMenu.of(theme, texts));
  }

  private Node overview(WizardViewModel model) {
    var button =
        new Button(texts.get("wizard.rail.overview"), Icons.of(MaterialDesignA.ARROW_LEFT));
    button.setId("overview");
    button.getStyleClass().add("rail-overview");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(event -> model.overview());
    return button;
  }

  private Node row(SetupPage page, ObservableValue<SetupPage> current) {
    var number = new Label(Integer.toString(page.ordinal() + 1));
    number.getStyleClass().add("rail-number");
    var tick = Icons.of(MaterialDesignC.CHECK, "rail-tick");
    var badge = new StackPane(number, tick);
    badge.getStyleClass().add("rail-badge");
    var name = new Label(texts.get("wizard." + page.id() + ".step"));
    name.getStyleClass().add("rail-name");
    var row = new HBox(badge, name);
    row.getStyleClass().add("rail-row");
    row.setAlignment(Pos.CENTER_LEFT);
    current.subscribe(
        now -> {
          var behind = now.ordinal() > page.ordinal() || now == SetupPage.DONE;
          number.setVisible(!behind);
          tick.setVisible(behind);
          row.pseudoClassStateChanged(CURRENT, now == page && now != SetupPage.DONE);
          row.pseudoClassStateChanged(BEHIND, behind);
          row.setAccessibleText(
              texts.get(
                  behind
                      ? "wizard.rail.behind"
                      : now == page ? "wizard.rail.current" : "wizard.rail.ahead",
                  name.getText()));
        });
    return row;
  }
}
