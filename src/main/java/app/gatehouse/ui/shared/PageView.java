package app.gatehouse.ui.shared;

import java.util.Optional;
import javafx.scene.Node;

/** A page of the wizard: lays out and binds, decides nothing. */
public interface PageView {
  PageModel model();

  Node node();

  /** The control that has the focus first; empty for the primary button. */
  default Optional<Node> first() {
    return Optional.empty();
  }
}
