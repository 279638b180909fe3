package app.gatehouse.ui.wizard.working;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class WorkingView implements PageView {
  private final WorkingViewModel model;
  private final VBox node;

  public WorkingView(WorkingViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.working.title")),
            Labels.lead(texts.get("wizard.working.lead")));
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
