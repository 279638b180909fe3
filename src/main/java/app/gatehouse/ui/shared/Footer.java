package app.gatehouse.ui.shared;

import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/** The two buttons under a page; the primary one is pressed by Enter. */
public final class Footer extends HBox {
  private final Button primary = new Button();
  private final Button secondary = new Button();
  private final Runnable onPrimary;
  private Subscription buttons = Subscription.EMPTY;

  public Footer(Runnable onPrimary, Runnable onSecondary) {
    this.onPrimary = onPrimary;
    primary.setDefaultButton(true);
    primary.setId("primary");
    primary.getStyleClass().add("primary-button");
    primary.setOnAction(event -> onPrimary.run());
    secondary.setId("secondary");
    secondary.getStyleClass().add("secondary-button");
    secondary.setOnAction(event -> onSecondary.run());
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    getChildren().addAll(secondary, filler, primary);
    setAlignment(Pos.CENTER);
    getStyleClass().add("footer");
  }

  /** Shows the buttons of a page, and from now on only these. */
  public void show(Buttons shown) {
    buttons.unsubscribe();
    buttons =
        bind(primary, shown.primaryText(), shown.primaryEnabled())
            .and(bind(secondary, shown.secondaryText(), shown.secondaryEnabled()));
  }

  public Button primary() {
    return primary;
  }

  /** A default button that has the focus itself does not hear Enter everywhere; to be called. */
  public void keyPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && primary.isFocused()) {
      event.consume();
      onPrimary.run();
    }
  }

  private static Subscription bind(
      Button button, ObservableValue<String> text, ObservableValue<Boolean> enabled) {
    button.disableProperty().bind(enabled.map(e -> !e));
    return text.subscribe(
        words -> {
          var appears = !words.isEmpty() && !button.isVisible();
          button.setVisible(!words.isEmpty());
          if (!words.isEmpty()) {
            // JavaFX cannot lay out a text with a mnemonic that has become empty.
            button.setText(words);
          }
          if (appears && button.isDefaultButton()) {
            // Otherwise the Enter key would press what has the focus by chance, such as "cancel".
            Platform.runLater(button::requestFocus);
          }
        });
  }
}
