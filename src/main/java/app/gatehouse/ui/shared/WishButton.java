package app.gatehouse.ui.shared;

import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/**
 * A button that shows that what it began is going on. It keeps the focus meanwhile, so it is not
 * disabled; whoever is told of a press then does nothing.
 */
public final class WishButton extends Button {
  private final ProgressIndicator wheel = new ProgressIndicator();

  public WishButton(String id, Runnable action, String... styleClasses) {
    setId(id);
    getStyleClass().add("wish-button");
    getStyleClass().addAll(styleClasses);
    wheel.getStyleClass().add("tiny-wheel");
    setMinWidth(Region.USE_PREF_SIZE);
    setOnAction(event -> action.run());
  }

  /** What it would do. */
  public void offer(Ikon icon, String words) {
    setText(words);
    setGraphic(Icons.of(icon));
  }

  /** What goes on. */
  public void busy(String words) {
    setText(words);
    setGraphic(wheel);
  }
}
