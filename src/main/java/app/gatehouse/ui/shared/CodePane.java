package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** An address as a QR code over the page, for a telephone's camera. */
public final class CodePane extends StackPane {
  private static final double WIDTH = 280;

  private final Texts texts;
  private final Runnable close;

  public CodePane(Texts texts, Runnable close) {
    this.texts = texts;
    this.close = close;
    getStyleClass().add("question-backdrop");
    setVisible(false);
  }

  /**
   * @param url as programs take it
   * @param readable the same as people read it
   */
  public void show(String url, String readable) {
    var code = new QrCode(url, WIDTH);
    code.setAccessibleText(texts.get("ui.code.of", readable));
    var frame = new StackPane(code);
    frame.getStyleClass().add("code-frame");
    frame.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    var address = Labels.of(readable, "code-address");
    var copy = CopyButton.of(() -> url, texts);
    var done = new Button(texts.get("ui.close"));
    done.setId("code-close");
    done.getStyleClass().add("primary-button");
    done.setOnAction(event -> close.run());
    var buttons = new HBox(copy, done);
    buttons.getStyleClass().add("question-buttons");
    buttons.setAlignment(Pos.CENTER);
    var card = new VBox(Labels.heading(texts.get("ui.code.title")), frame, address, buttons);
    card.getStyleClass().addAll("question-card", "code-card");
    card.setAlignment(Pos.TOP_CENTER);
    card.setMaxSize(380, Region.USE_PREF_SIZE);
    getChildren().setAll(card);
    setVisible(true);
    Platform.runLater(done::requestFocus);
  }

  public void hide() {
    setVisible(false);
    getChildren().clear();
  }
}
