package app.gatehouse.ui.wizard.address;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.*;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Being built. */
public final class AddressView implements PageView {
  private final AddressViewModel model;
  private final VBox node;

  public AddressView(AddressViewModel model, Texts texts) {
    this.model = model;
    node =
        new VBox(
            Labels.title(texts.get("wizard.address.title")),
            Labels.lead(texts.get("wizard.address.lead")));
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
