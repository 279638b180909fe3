package app.gatehouse.ui.shared;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Brings what has the focus into sight: JavaFX scrolls there for the Tab key only. */
public final class Reveal {
  private Reveal() {}

  /** Whether it is part of what scrolls there. */
  public static boolean isWithin(ScrollPane scroll, Node node) {
    for (var each = node.getParent(); each != null; each = each.getParent()) {
      if (each == scroll.getContent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Scrolls no further than is needed.
   *
   * @param node part of what scrolls there
   * @param margin seen beside it, too
   */
  public static void node(ScrollPane scroll, Node node, double margin) {
    var content = scroll.getContent();
    if (node.getScene() == null || content == null) {
      return;
    }
    scroll.layout();
    var place = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    var seen = scroll.getViewportBounds().getHeight();
    var room = content.getLayoutBounds().getHeight() - seen;
    var top = scroll.getVvalue() * room;
    var wanted =
        place.getMinY() - margin < top
            ? place.getMinY() - margin
            : Math.max(top, place.getMaxY() + margin - seen);
    if (room > 0) {
      scroll.setVvalue(Math.clamp(wanted / room, 0, 1));
    }
  }
}
