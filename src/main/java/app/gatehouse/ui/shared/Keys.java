package app.gatehouse.ui.shared;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What keys do everywhere. */
public final class Keys {
  private Keys() {}

  /** Enter presses the button that has the focus; JavaFX does so with the space bar only. */
  public static void enterPresses(Node root) {
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          var owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
          if (event.getCode() == KeyCode.ENTER
              && owner instanceof ButtonBase button
              && !(owner instanceof MenuButton)) {
            event.consume();
            button.fire();
          }
        });
  }
}
