package app.gatehouse.ui.alerts;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.ProblemBanner;
import app.gatehouse.ui.shared.WishButton;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** One way on which alerts go: whether it is on, what is set up, the form on demand. */
final class WaySection extends VBox {
  private final Way way;
  private final Texts texts;
  private final String name;
  private final String key;
  private final Node first;

  /**
   * @param name as in the ids of its buttons
   * @param key what its message keys begin with
   * @param form its fields
   * @param first the field that has the focus first
   */
  WaySection(Way way, String name, String key, Ikon ikon, Node form, Node first, Texts texts) {
    this.way = way;
    this.texts = texts;
    this.name = name;
    this.key = key;
    this.first = first;
    getStyleClass().add("way-section");
    getChildren()
        .addAll(
            head(ikon),
            Labels.bound(way.summary(), "way-summary"),
            only(way.editing(), new VBox(form, formButtons())),
            only(way.editing().map(editing -> !editing), buttons()),
            ProblemBanner.slot(way.problem(), texts),
            Labels.bound(way.result(), "site-result"));
    form.addEventHandler(
        ActionEvent.ACTION,
        event -> {
          // Enter in a field; a list that is chosen from tells of itself the same way.
          if (event.getTarget() instanceof TextField) {
            save();
          }
        });
    way.editing()
        .subscribe(
            editing -> {
              if (editing) {
                Platform.runLater(first::requestFocus);
              }
            });
  }

  private Node head(Ikon ikon) {
    var words =
        new VBox(Labels.of(words("title"), "card-title"), Labels.of(words("text"), "card-text"));
    words.getStyleClass().add("card-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    var icon = new StackPane(Icons.of(ikon, "card-icon"));
    icon.getStyleClass().add("card-icon-box");
    var head = new HBox(icon, words, sign());
    head.getStyleClass().add("way-head");
    head.setAlignment(Pos.TOP_LEFT);
    return head;
  }

  /** On or off: icon and word. */
  private Node sign() {
    var icon = Icons.of(MaterialDesignB.BELL_OFF_OUTLINE, "mark-icon");
    var word = new Label();
    word.getStyleClass().add("standing-word");
    word.setMinWidth(Region.USE_PREF_SIZE);
    var sign = new HBox(icon, word);
    sign.getStyleClass().add("standing");
    sign.setAlignment(Pos.CENTER_LEFT);
    sign.setMinWidth(Region.USE_PREF_SIZE);
    sign.setMaxHeight(Region.USE_PREF_SIZE);
    way.summary()
        .subscribe(
            summary -> {
              var mark = summary.isEmpty() ? Mark.UNKNOWN : Mark.OK;
              icon.setIconCode(
                  summary.isEmpty()
                      ? MaterialDesignB.BELL_OFF_OUTLINE
                      : MaterialDesignB.BELL_CHECK_OUTLINE);
              word.setText(texts.get(summary.isEmpty() ? "alerts.off" : "alerts.on"));
              sign.getStyleClass().removeAll(Mark.OK.tone(), Mark.UNKNOWN.tone());
              sign.getStyleClass().add(mark.tone());
            });
    return sign;
  }

  private Node buttons() {
    var edit = new WishButton(name + "-edit", way::edit);
    var end = new WishButton(name + "-off", way::end);
    var on = way.summary().map(summary -> !summary.isEmpty());
    way.summary()
        .subscribe(
            summary ->
                edit.offer(
                    summary.isEmpty() ? MaterialDesignP.PLUS : MaterialDesignP.PENCIL_OUTLINE,
                    texts.get(summary.isEmpty() ? "alerts.set-up" : "alerts.change")));
    way.doing()
        .subscribe(
            doing -> {
              if (doing == Way.Doing.ENDING) {
                end.busy(texts.get("alerts.ending"));
              } else {
                end.offer(MaterialDesignB.BELL_OFF_OUTLINE, texts.get("alerts.end"));
              }
              edit.setDisable(doing != Way.Doing.NOTHING);
            });
    only(on, end);
    for (var button : new Button[] {edit, end}) {
      button
          .accessibleTextProperty()
          .bind(button.textProperty().map(words -> words + ": " + words("title")));
    }
    var buttons = new FlowPane(edit, end);
    buttons.getStyleClass().add("site-buttons");
    return buttons;
  }

  private Node formButtons() {
    var save = new WishButton(name + "-save", this::save, "primary-button");
    var cancel = new Button(texts.get("alerts.cancel"));
    cancel.setId(name + "-cancel");
    cancel.getStyleClass().add("wish-button");
    cancel.setOnAction(event -> way.fold());
    save.disableProperty().bind(way.filled().map(filled -> !filled));
    way.doing()
        .subscribe(
            doing -> {
              if (doing == Way.Doing.SAVING) {
                save.busy(texts.get("alerts.saving"));
              } else {
                save.offer(MaterialDesignC.CHECK, texts.get("alerts.save"));
              }
            });
    var buttons = new FlowPane(save, cancel);
    buttons.getStyleClass().addAll("site-buttons", "form-buttons");
    return buttons;
  }

  /** Saves; what is wrong with a field gets the focus. */
  private void save() {
    way.save();
    Field.firstWrong(this).ifPresent(Node::requestFocus);
  }

  private static Node only(ObservableValue<Boolean> when, Node node) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
    return node;
  }

  private String words(String what) {
    return texts.get(key + what);
  }
}
