package app.gatehouse.ui.wizard.app;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class AppView implements PageView {
  private final AppViewModel model;
  private final VBox node;

  public AppView(AppViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.app.title")), Labels.lead(texts.get("wizard.app.lead")));
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
