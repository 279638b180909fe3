package app.gatehouse.ui.shared;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Changes what a pane holds without touching what stays, which keeps its focus. */
public final class Children {
  private Children() {}

  public static void update(Pane pane, List<? extends Node> wanted) {
    var children = pane.getChildren();
    children.removeIf(child -> !wanted.contains(child));
    for (var i = 0; i < wanted.size(); i++) {
      if (i >= children.size() || children.get(i) != wanted.get(i)) {
        children.remove(wanted.get(i));
        children.add(i, wanted.get(i));
      }
    }
  }
}
