package app.gatehouse.ui.wizard.home;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class HomeView implements PageView {
  private final HomeViewModel model;
  private final VBox node;

  public HomeView(HomeViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.home.title")),
            Labels.lead(texts.get("wizard.home.lead")));
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
