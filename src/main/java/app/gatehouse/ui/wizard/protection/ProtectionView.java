package app.gatehouse.ui.wizard.protection;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.GuardPicker;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Lays out the fourth page: login, key or nothing, and what each needs. */
public final class ProtectionView implements PageView {
  private final ProtectionViewModel model;
  private final Texts texts;
  private final GuardPicker picker;
  private final Node node;

  public ProtectionView(ProtectionViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    picker = new GuardPicker(model.choice(), model::choose, texts);
    for (var kind : GuardKind.values()) {
      picker.card(kind).badge(badge(kind));
    }
    node =
        Page.of(
            texts.get("wizard.protection.title"),
            texts.get("wizard.protection.lead"),
            picker,
            limits());
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Optional<Node> first() {
    return model.choice().guard().get() == GuardKind.LOGIN
        ? Optional.of(picker.user())
        : Optional.empty();
  }

  private Node badge(GuardKind kind) {
    var badge = new Label(texts.get("wizard.protection.suggested"));
    badge.getStyleClass().addAll("badge", "badge-accent");
    badge.visibleProperty().bind(model.suggested().map(s -> s == kind));
    badge.managedProperty().bind(badge.visibleProperty());
    return badge;
  }

  private Node limits() {
    var text = Labels.bound(model.limits(), "muted-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    var row = new HBox(Icons.of(MaterialDesignS.SPEEDOMETER, "quiet-icon"), text);
    row.getStyleClass().add("note-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(text.visibleProperty());
    row.managedProperty().bind(text.visibleProperty());
    return row;
  }
}
