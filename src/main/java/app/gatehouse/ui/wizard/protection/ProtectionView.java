package app.gatehouse.ui.wizard.protection;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class ProtectionView implements PageView {
  private final ProtectionViewModel model;
  private final VBox node;

  public ProtectionView(ProtectionViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.protection.title")),
            Labels.lead(texts.get("wizard.protection.lead")));
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
