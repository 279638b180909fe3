package app.gatehouse.ui.wizard.app;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.AppPicker;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;

/** Lays out the first page: apps found, a field for an address, the sample app. */
public final class AppView implements PageView {
  private final AppViewModel model;
  private final Texts texts;
  private final AppPicker picker;
  private final Node node;

  public AppView(AppViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    picker = new AppPicker(model.choice(), texts);
    node = Page.of(texts.get("wizard.app.title"), texts.get("wizard.app.lead"), picker, sample());
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  /** The address while nothing can be picked; a card that is picked goes on with Enter. */
  @Override
  public Optional<Node> first() {
    return model.choice().selected().get() == null
        ? Optional.of(picker.address())
        : Optional.empty();
  }

  private Node sample() {
    var link = new Hyperlink(texts.get("wizard.app.sample"));
    link.setId("try-sample");
    link.setOnAction(event -> model.trySample());
    var row = new HBox(Labels.muted(texts.get("wizard.app.sample.before")), link);
    row.getStyleClass().add("sample-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
