package app.gatehouse.ui.wizard.address;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The name for the local network, and what it means to have one. */
final class PrivateName extends VBox {

  PrivateName(AddressViewModel model, Texts texts) {
    getStyleClass().addAll("part", "choice-part");
    var name = new TextField();
    name.setId("private-name");
    name.textProperty().bindBidirectional(model.privateName());
    Field.onLeave(name, model::nameLeft);
    var field =
        new Field(
            texts.get("wizard.address.name"),
            name,
            texts.get("wizard.address.private.hint"),
            model.nameProblem(),
            texts);
    var instead = new Hyperlink();
    instead.setOnAction(event -> model.useLocalAddress());
    instead.setVisible(false);
    instead.setManaged(false);
    // The address is known only after the page before was seen.
    model
        .kind()
        .subscribe(
            kind ->
                model
                    .localAddress()
                    .ifPresent(
                        address -> {
                          instead.setText(texts.get("wizard.address.private.instead", address));
                          instead.setVisible(true);
                          instead.setManaged(true);
                        }));
    var words = Labels.muted(texts.get("wizard.address.private.meaning"));
    HBox.setHgrow(words, Priority.ALWAYS);
    var meaning = new HBox(Icons.of(MaterialDesignI.INFORMATION_OUTLINE, "quiet-icon"), words);
    meaning.getStyleClass().add("quiet-box");
    meaning.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(field, instead, meaning);
  }
}
