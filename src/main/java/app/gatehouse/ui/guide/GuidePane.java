package app.gatehouse.ui.guide;

import app.gatehouse.guide.Guide;
import app.gatehouse.guide.RouterBrand;
import app.gatehouse.guide.Step;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Labels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** A button that unfolds the steps; nothing at all where there is nothing to do by hand. */
public final class GuidePane extends VBox {
  private final GuideModel model;
  private final Texts texts;
  private final VBox steps = new VBox();
  private final ComboBox<Optional<RouterBrand>> brand = new ComboBox<>();

  public GuidePane(GuideModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("guide-pane");
    steps.getStyleClass().add("guide-steps");
    var picker = picker();
    var content = new VBox(picker, steps);
    content.getStyleClass().addAll("guide", "guide-content");
    content.visibleProperty().bind(model.open());
    content.managedProperty().bind(content.visibleProperty());
    getChildren().addAll(toggle(), content);
    managedProperty().bind(visibleProperty());
    model.shown().subscribe(guides -> show(guides, picker));
  }

  private Node toggle() {
    var button = new Button();
    button.setId("show-guide");
    button
        .textProperty()
        .bind(
            model
                .open()
                .map(
                    open -> texts.get(open ? "wizard.home.guide.hide" : "wizard.home.guide.show")));
    button.setOnAction(
        event -> {
          model.toggle();
          // Whoever has the focus is seen, and with it where the steps begin.
          if (model.open().get() && model.asksForBrand()) {
            brand.requestFocus();
          }
        });
    return button;
  }

  private Node picker() {
    var label = new Label(texts.get("wizard.home.guide.brand"));
    label.setLabelFor(brand);
    brand.setId("guide-brand");
    brand.setAccessibleText(label.getText());
    brand
        .getItems()
        .setAll(
            Stream.concat(
                    model.brands().stream().map(Optional::of),
                    Stream.of(Optional.<RouterBrand>empty()))
                .toList());
    brand.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Optional<RouterBrand> each) {
            return each == null
                ? ""
                : each.map(model::name).orElseGet(() -> texts.get("wizard.home.guide.general"));
          }

          @Override
          public Optional<RouterBrand> fromString(String text) {
            throw new UnsupportedOperationException("nobody types here");
          }
        });
    model.brand().subscribe(brand::setValue);
    brand.setOnAction(event -> model.choose(brand.getValue()));
    var row = new HBox(label, brand);
    row.getStyleClass().add("guide-picker");
    row.setAlignment(Pos.CENTER_LEFT);
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }

  private void show(List<Guide> guides, Node picker) {
    setVisible(!guides.isEmpty());
    picker.setVisible(model.asksForBrand());
    steps.getChildren().setAll(guides.stream().map(this::guide).toList());
  }

  private Node guide(Guide guide) {
    var box = new VBox(Labels.heading(guide.title()), Labels.muted(guide.lead()));
    box.getStyleClass().add("guide-steps");
    for (var i = 0; i < guide.steps().size(); i++) {
      box.getChildren().add(step(guide.steps().get(i), i + 1));
    }
    return box;
  }

  private Node step(Step step, int number) {
    var figure = new Label(number + ".");
    figure.getStyleClass().add("guide-number");
    figure.setMinWidth(Region.USE_PREF_SIZE);
    var words = new VBox(Labels.text(step.text()));
    words.getStyleClass().add("guide-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    if (step.script() != null) {
      var script = step.script();
      words
          .getChildren()
          .addAll(
              Labels.muted(texts.get("cli.doctor.guide.read-aloud", script)),
              CopyButton.of(() -> script, texts));
    }
    var row = new HBox(figure, words);
    row.getStyleClass().add("guide-step");
    return row;
  }
}
