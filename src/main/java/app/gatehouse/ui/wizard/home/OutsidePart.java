package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** Who may be asked to try it from outside and what they learn; nobody is before the button is. */
final class OutsidePart extends VBox {
  private final HomeViewModel model;
  private final Texts texts;
  private final VBox choices = new VBox();
  private final Button ask;

  OutsidePart(HomeViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("outside-part");
    choices.getStyleClass().add("outside-choices");
    ask = new Button(texts.get("wizard.home.outside.ask"), Icons.of(MaterialDesignE.EARTH));
    ask.setId("ask-outside");
    ask.setOnAction(event -> model.prove());
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("small-wheel");
    wheel.visibleProperty().bind(model.proving());
    wheel.managedProperty().bind(wheel.visibleProperty());
    var waiting = Labels.muted(texts.get("wizard.home.outside.asking"));
    waiting.visibleProperty().bind(model.proving());
    waiting.managedProperty().bind(waiting.visibleProperty());
    var row = new HBox(ask, wheel, waiting);
    row.getStyleClass().add("outside-row");
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            Labels.heading(texts.get("wizard.home.outside.title")),
            Labels.text(texts.get("wizard.home.outside.lead")),
            choices,
            row);
    managedProperty().bind(visibleProperty());
    show(null);
    model.report().subscribe(this::show);
    model.checking().subscribe(checking -> refresh());
  }

  private void show(@Nullable HomeReport report) {
    var parties = report == null ? List.<ProbeParty>of() : model.parties().all();
    setVisible(!parties.isEmpty());
    choices.getChildren().setAll(parties.stream().map(this::choice).toList());
    if (!parties.isEmpty() && model.routerHelps()) {
      choices.getChildren().add(Labels.muted(texts.get("wizard.home.outside.router")));
    }
    refresh();
  }

  private CheckBox choice(ProbeParty party) {
    var key = party.published() ? "probe.party.published" : "probe.party";
    var box = new CheckBox(texts.get(key, party.host()));
    box.setId("party-" + party.id());
    box.setSelected(!party.leftOut());
    box.setOnAction(
        event -> {
          model.parties().leaveOut(party.id(), !box.isSelected());
          refresh();
        });
    return box;
  }

  private void refresh() {
    var isAnybodyLeft =
        isVisible() && model.parties().all().stream().anyMatch(party -> !party.leftOut());
    ask.setDisable(model.checking().get() || !isAnybodyLeft);
  }
}
