package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Copies a text and says for a moment that it did. */
public final class CopyButton {
  private static final Duration SAID = Duration.seconds(2);

  private CopyButton() {}

  public static Button of(Supplier<String> text, Texts texts) {
    return of("ui.copy", text, texts);
  }

  /**
   * @param key of the words that say what is copied
   */
  public static Button of(String key, Supplier<String> text, Texts texts) {
    var icon = Icons.of(MaterialDesignC.CONTENT_COPY);
    var button = new Button(texts.get(key), icon);
    button.getStyleClass().add("copy-button");
    var back = new PauseTransition(SAID);
    back.setOnFinished(
        event -> {
          button.setText(texts.get(key));
          icon.setIconCode(MaterialDesignC.CONTENT_COPY);
        });
    button.setOnAction(
        event -> {
          Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text.get()));
          button.setText(texts.get("ui.copied"));
          icon.setIconCode(MaterialDesignC.CHECK);
          back.playFromStart();
        });
    // Both texts fit, so that nothing beside it moves.
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
