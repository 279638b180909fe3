package app.gatehouse.ui.shared;

import javafx.scene.Node;

/** A page of the wizard: lays out and binds, decides nothing. */
public interface PageView {
  PageModel model();

  Node node();

  /** The control that has the focus first when the page is shown. */
  default void focus() {}
}
