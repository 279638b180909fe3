package app.gatehouse.ui.change;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.AppPicker;
import app.gatehouse.ui.shared.ChoiceCard;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.GuardPicker;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.SideFrame;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** Lays out both sides of a change: what shall be otherwise, and what is then. */
public final class ChangeView {
  private final ChangeViewModel model;
  private final Texts texts;
  private final SideFrame frame;
  private final AppPicker apps;

  public ChangeView(ChangeViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    frame = new SideFrame(model, texts);
    apps = new AppPicker(model.app(), texts);
    frame.show(choosing(), apps.address());
    frame.above(effects());
    model
        .refusals()
        .subscribe((before, now) -> Field.firstWrong(frame).ifPresent(Node::requestFocus));
    model.guard().guard().subscribe((before, now) -> firstOfGuard());
    model
        .changed()
        .subscribe(
            changed -> {
              if (changed) {
                frame.show(done(), frame.primary());
              }
            });
  }

  public Parent node() {
    return frame;
  }

  private VBox choosing() {
    var name = model.site().displayName();
    return Page.of(
        texts.get("change.title", name),
        texts.get("change.lead"),
        section(texts.get("change.app"), texts.get("change.app.now", model.site().app())),
        apps,
        section(
            texts.get("change.guard"),
            texts.get("change.guard.now." + ChangeWords.word(model.site().guard()))),
        new GuardPicker(model.guard(), model.guard()::choose, texts).before(keep()));
  }

  /** What was chosen needs something typed, and that lies further down. */
  private void firstOfGuard() {
    var wanted = model.guard().guard().get();
    if (wanted != null) {
      var first =
          switch (wanted) {
            case LOGIN -> "user";
            case API_KEY -> "key-name";
            case OPEN -> "consent";
          };
      frame.lookup("#" + first).requestFocus();
    }
  }

  private static Node section(String title, String now) {
    var section = new VBox(Labels.of(title, "section-title"), Labels.muted(now));
    section.getStyleClass().add("section-head");
    return section;
  }

  private ChoiceCard keep() {
    var card =
        new ChoiceCard(
            MaterialDesignL.LOCK_CHECK_OUTLINE,
            texts.get("change.guard.keep"),
            texts.get("change.guard.keep.text"));
    card.setId("guard-keep");
    card.setOnAction(event -> model.guard().choose(null));
    model.guard().guard().subscribe(now -> card.setSelected(now == null));
    return card;
  }

  /** What happens is said before it happens. */
  private Region effects() {
    var lines = new VBox();
    lines.setId("effects");
    lines.getStyleClass().add("note-list");
    var box = new VBox(Labels.heading(texts.get("change.then")), lines);
    box.getStyleClass().add("effects");
    box.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !model.effects().get().isEmpty() && !model.changed().get(),
                model.effects(),
                model.changed()));
    box.managedProperty().bind(box.visibleProperty());
    model.effects().subscribe(now -> lines.getChildren().setAll(notes(now)));
    return box;
  }

  private List<Node> notes(List<String> lines) {
    var isOpen = model.guard().guard().get() == GuardKind.OPEN;
    return lines.stream()
        .map(
            line ->
                isOpen && line.equals(lines.getLast())
                    ? note(MaterialDesignA.ALERT_OUTLINE, "note-warning", line)
                    : note(MaterialDesignA.ARROW_RIGHT, "note-icon", line))
        .toList();
  }

  private static Node note(Ikon ikon, String styleClass, String line) {
    var text = Labels.text(line);
    HBox.setHgrow(text, Priority.ALWAYS);
    var icon = new StackPane(Icons.of(ikon, styleClass));
    icon.getStyleClass().add("note-icon-box");
    var row = new HBox(icon, text);
    row.getStyleClass().add("note-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private VBox done() {
    var words =
        new VBox(
            Labels.title(texts.get("change.done.title", model.site().displayName())),
            Labels.lead(texts.get("change.done.lead")));
    words.getStyleClass().add("page-head");
    var head = new HBox(Icons.of(MaterialDesignC.CHECK_DECAGRAM, "done-icon"), words);
    head.getStyleClass().add("done-head");
    head.setAlignment(Pos.CENTER_LEFT);
    var lines = new VBox();
    lines.getStyleClass().add("note-list");
    lines.getChildren().setAll(notes(model.effects().get()));
    return model.key().isEmpty() ? Page.of(head, lines) : Page.of(head, lines, key());
  }

  private Node key() {
    var value = new TextField(model.key());
    value.setId("new-key");
    value.setEditable(false);
    value.setAccessibleText(texts.get("ui.guard.key"));
    value.getStyleClass().add("key-value");
    HBox.setHgrow(value, Priority.ALWAYS);
    var copy = CopyButton.of(model::key, texts);
    copy.setId("copy-key");
    var line = new HBox(value, copy);
    line.getStyleClass().add("key-line");
    line.setAlignment(Pos.CENTER_LEFT);
    var box =
        new VBox(
            Labels.of(texts.get("ui.guard.key"), "field-name"),
            line,
            Labels.of(texts.get("ui.guard.key.once"), "field-message"));
    box.getStyleClass().add("field");
    return box;
  }
}
