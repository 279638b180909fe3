package app.gatehouse.ui.shared;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** What every page begins with: a title, one sentence, then its parts with room between them. */
public final class Page {
  /** Wider lines are hard to read. */
  static final double MAX_WIDTH = 760;

  private Page() {}

  public static VBox of(String title, String lead, Node... parts) {
    var head = new VBox(Labels.title(title), Labels.lead(lead));
    head.getStyleClass().add("page-head");
    return of(head, parts);
  }

  /** A page with a head of its own. */
  public static VBox of(Node head, Node... parts) {
    var page = new VBox(head);
    page.getChildren().addAll(parts);
    page.getStyleClass().add("page");
    page.setMaxWidth(MAX_WIDTH);
    return page;
  }
}
