package app.gatehouse.ui.wizard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.ProblemBanner;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** Shown instead of a page while the service is being started or cannot be reached. */
final class ConnectionPane extends VBox {

  ConnectionPane(WizardViewModel model, Texts texts) {
    getStyleClass().add("connection-pane");
    setAlignment(Pos.CENTER);
    if (model.connection().get() != WizardViewModel.Connection.UNREACHABLE) {
      var wheel = new ProgressIndicator();
      wheel.setAccessibleText(texts.get("wizard.connection.starting"));
      getChildren().addAll(wheel, centred("wizard.connection.starting", texts));
      return;
    }
    var again = new Button(texts.get("wizard.connection.again"));
    again.setId("connect-again");
    again.setDefaultButton(true);
    again.getStyleClass().add("primary-button");
    again.setOnAction(event -> model.connect());
    getChildren().addAll(Icons.of(MaterialDesignL.LAN_DISCONNECT, "state-icon"));
    var problem = model.problem().get();
    if (problem != null) {
      getChildren().add(ProblemBanner.of(problem, texts));
    }
    getChildren().add(again);
  }

  private static Node centred(String key, Texts texts) {
    var label = Labels.heading(texts.get(key));
    label.setAlignment(Pos.CENTER);
    return label;
  }
}
