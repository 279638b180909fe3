package app.gatehouse.ui.wizard.trial;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class TrialView implements PageView {
  private final TrialViewModel model;
  private final VBox node;

  public TrialView(TrialViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.trial.title")),
            Labels.lead(texts.get("wizard.trial.lead")));
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
