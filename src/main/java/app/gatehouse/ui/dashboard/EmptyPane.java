package app.gatehouse.ui.dashboard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;

/** Shown while nothing is published. */
final class EmptyPane extends VBox {

  EmptyPane(Runnable wizard, Texts texts) {
    getStyleClass().add("connection-pane");
    setAlignment(Pos.CENTER);
    managedProperty().bind(visibleProperty());
    var title = Labels.heading(texts.get("dashboard.empty.title"));
    title.setAlignment(Pos.CENTER);
    var text = Labels.muted(texts.get("dashboard.empty.text"));
    text.getStyleClass().add("centred-text");
    text.setMaxWidth(440);
    var button = new Button(texts.get("dashboard.empty.publish"));
    button.setId("publish-first");
    button.getStyleClass().add("primary-button");
    button.defaultButtonProperty().bind(visibleProperty());
    button.setOnAction(event -> wizard.run());
    getChildren().addAll(Icons.of(MaterialDesignG.GATE, "state-icon"), title, text, button);
  }
}
