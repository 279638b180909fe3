package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** The program's window: its title, icons and look; shows one thing at a time. */
public final class WindowFrame {
  private static final int[] ICON_SIZES = {16, 32, 48, 128, 256};
  private static final double WIDTH = 980;
  private static final double HEIGHT = 720;

  private final Stage stage;
  private final StackPane content = new StackPane();
  private Runnable onCloseRequest;

  /** Prepares a stage. On JavaFX's application thread. */
  public WindowFrame(Stage stage, Theme theme, Texts texts) {
    this.stage = stage;
    onCloseRequest = stage::hide;
    var scene = new Scene(content, WIDTH, HEIGHT);
    theme.dress(scene);
    stage.setScene(scene);
    stage.setTitle(texts.get("ui.name"));
    for (var size : ICON_SIZES) {
      stage
          .getIcons()
          .add(
              new Image(
                  Objects.requireNonNull(
                      WindowFrame.class.getResourceAsStream("/icons/gatehouse-" + size + ".png"))));
    }
    stage.addEventHandler(
        WindowEvent.WINDOW_CLOSE_REQUEST,
        event -> {
          event.consume();
          onCloseRequest.run();
        });
  }

  /**
   * Shows this and nothing else.
   *
   * @param minWidth how small the window may become, in pixels
   * @param closeRequested the user wants to close the window: hides the stage, or asks first
   */
  public void show(Parent view, double minWidth, double minHeight, Runnable closeRequested) {
    onCloseRequest = closeRequested;
    if (!content.getChildren().contains(view)) {
      content.getChildren().setAll(view);
    }
    stage.setMinWidth(minWidth);
    stage.setMinHeight(minHeight);
    if (!stage.isShowing()) {
      stage.show();
    }
  }

  public Stage stage() {
    return stage;
  }
}
