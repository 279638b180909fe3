package app.gatehouse.ui.shared;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** One of several things to choose from, as a wide card; chosen again it stays chosen. */
public final class ChoiceCard extends ToggleButton {
  private final Label title = Labels.of("", "card-title");
  private final Label text = Labels.of("", "card-text");
  private final HBox head = new HBox(title);
  private final VBox words = new VBox(head, text);

  /**
   * @param below what else the card shows under its text
   */
  public ChoiceCard(Ikon ikon, String name, String explanation, Node... below) {
    getStyleClass().add("choice-card");
    title.setText(name);
    text.setText(explanation);
    text.setManaged(!explanation.isEmpty());
    head.getStyleClass().add("card-head");
    head.setAlignment(Pos.CENTER_LEFT);
    words.getStyleClass().add("card-words");
    words.getChildren().addAll(below);
    HBox.setHgrow(words, Priority.ALWAYS);
    var icon = new StackPane(Icons.of(ikon, "card-icon"));
    icon.getStyleClass().add("card-icon-box");
    var tick = Icons.of(MaterialDesignC.CHECK_CIRCLE, "card-tick");
    tick.visibleProperty().bind(selectedProperty());
    var row = new HBox(icon, words, tick);
    row.getStyleClass().add("card-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMouseTransparent(true);
    // The graphic fills the card, so that texts wrap inside it.
    row.prefWidthProperty().bind(widthProperty().subtract(2));
    setGraphic(row);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setMaxWidth(Double.MAX_VALUE);
    setAccessibleText(name + ". " + explanation);
  }

  /** Shows a badge behind the name. */
  public ChoiceCard badge(Node badge) {
    head.getChildren().add(badge);
    return this;
  }

  @Override
  protected double computePrefHeight(double width) {
    // A button asks its graphic without a width; wrapped texts need one.
    var inner = width > 0 ? width : getWidth();
    return inner > 0
        ? snapSizeY(getGraphic().prefHeight(inner - 2)) + 2
        : super.computePrefHeight(width);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  public void fire() {
    if (!isSelected()) {
      super.fire();
    }
  }
}
