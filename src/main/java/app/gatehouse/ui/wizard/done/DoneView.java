package app.gatehouse.ui.wizard.done;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class DoneView implements PageView {
  private final DoneViewModel model;
  private final VBox node;

  public DoneView(DoneViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.done.title")),
            Labels.lead(texts.get("wizard.done.lead")));
    node.getStyleClass().add("page");
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }
}
