package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/**
 * Who may be asked to try it from outside and what they learn; nobody is before the button is. The
 * owner's own phone needs no third party, and is offered where there is none, too.
 */
final class OutsidePart extends VBox {
  private final HomeViewModel model;
  private final Texts texts;
  private final Label lead;
  private final VBox choices = new VBox();
  private final Label router;
  private final Button ask;
  private final Button phone;

  OutsidePart(HomeViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("outside-part");
    lead = Labels.text("");
    choices.getStyleClass().add("outside-choices");
    choices.managedProperty().bind(choices.visibleProperty());
    router = Labels.muted(texts.get("wizard.home.outside.router"));
    router.managedProperty().bind(router.visibleProperty());
    ask = new Button(texts.get("wizard.home.outside.ask"), Icons.of(MaterialDesignE.EARTH));
    ask.setId("ask-outside");
    ask.setOnAction(event -> model.prove());
    ask.managedProperty().bind(ask.visibleProperty());
    phone = new Button(texts.get("wizard.home.phone.ask"), Icons.of(MaterialDesignC.CELLPHONE));
    phone.setId("ask-phone");
    phone.setOnAction(event -> model.tryPhone());
    phone.disableProperty().bind(model.busy());
    getChildren()
        .addAll(
            Labels.heading(texts.get("wizard.home.outside.title")),
            lead,
            choices,
            router,
            buttons(),
            new PhonePart(model.phone(), texts, phone));
    managedProperty().bind(visibleProperty());
    show(null);
    model.report().subscribe(this::show);
    model.busy().subscribe(busy -> refresh());
  }

  private Node buttons() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("small-wheel");
    wheel.visibleProperty().bind(model.proving());
    wheel.managedProperty().bind(wheel.visibleProperty());
    var waiting = Labels.muted(texts.get("wizard.home.outside.asking"));
    waiting.visibleProperty().bind(model.proving());
    waiting.managedProperty().bind(waiting.visibleProperty());
    var row = new HBox(ask, phone, wheel, waiting);
    row.getStyleClass().add("outside-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void show(@Nullable HomeReport report) {
    setVisible(report != null);
    if (report == null) {
      return;
    }
    var parties = model.parties().all();
    var isAnybodyThere = !parties.isEmpty();
    lead.setText(
        texts.get(isAnybodyThere ? "wizard.home.outside.lead" : "wizard.home.outside.nobody"));
    choices.getChildren().setAll(parties.stream().map(this::choice).toList());
    choices.setVisible(isAnybodyThere);
    ask.setVisible(isAnybodyThere);
    router.setVisible(model.routerHelps());
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
    ask.setDisable(!isVisible() || model.busy().get() || !model.isAnybodyAsked());
  }
}
