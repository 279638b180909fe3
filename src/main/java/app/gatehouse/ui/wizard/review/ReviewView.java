package app.gatehouse.ui.wizard.review;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class ReviewView implements PageView {
  private final ReviewViewModel model;
  private final VBox node;

  public ReviewView(ReviewViewModel model, Texts texts, Browser browser) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.review.title")),
            Labels.lead(texts.get("wizard.review.lead")));
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
