package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** A setup that is under way or waits for somebody, and the way to it. */
final class OperationLine extends HBox {
  private final OverallWords words;
  private final ProgressIndicator wheel = new ProgressIndicator();
  private final FontIcon waiting = Icons.of(MaterialDesignA.ALERT, "mark-icon");
  private final Label text = Labels.of("", "operation-text");

  OperationLine(DashboardViewModel model, Texts texts) {
    words = new OverallWords(texts);
    getStyleClass().add("operation-line");
    setAlignment(Pos.CENTER_LEFT);
    managedProperty().bind(visibleProperty());
    wheel.getStyleClass().add("tiny-wheel");
    var sign = new StackPane(wheel, waiting);
    sign.getStyleClass().addAll("mark-box", "mark-warning");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    var show = new Button(texts.get("dashboard.operation.show"));
    show.setId("show-operation");
    show.setMinWidth(Region.USE_PREF_SIZE);
    show.setOnAction(event -> model.openWizard());
    getChildren().addAll(sign, text, show);
    model.operation().subscribe(this::show);
  }

  private void show(@Nullable OperationSnapshot operation) {
    setVisible(operation != null);
    if (operation != null) {
      text.setText(words.operation(operation));
      waiting.setVisible(OverallWords.isWaiting(operation));
      wheel.setVisible(!waiting.isVisible());
    }
  }
}
