package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.PhoneLink;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.QrCode;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One port: its link as a code and as a text until it was opened, and how it stands. */
final class PhoneRow extends HBox {
  private static final double CODE = 150;

  private final PhoneLink link;
  private final Texts texts;
  private final Node code;
  private final Node address;
  private final Node copy;
  private final StackPane sign = new StackPane();
  private final Label word = Labels.muted("");
  private final VBox words = new VBox();

  PhoneRow(PhoneLink link, Texts texts) {
    this.link = link;
    this.texts = texts;
    code = code();
    address = address();
    var button = CopyButton.of(link::url, texts);
    button.setAccessibleText(texts.get("ui.copy") + ": " + link.url());
    copy = button;
    sign.getStyleClass().add("mark-box");
    var name = new Label(texts.get("wizard.home.phone.port", link.port()));
    name.getStyleClass().add("phone-port");
    name.setMinWidth(Region.USE_PREF_SIZE);
    var head = new HBox(sign, name, word);
    head.getStyleClass().add("phone-head");
    head.setAlignment(Pos.CENTER_LEFT);
    words.getChildren().add(head);
    words.getStyleClass().add("phone-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    getStyleClass().add("phone-row");
    setAlignment(Pos.TOP_LEFT);
  }

  void show(boolean isOpen) {
    var mark = isOpen ? Mark.OK : Mark.RUNNING;
    getStyleClass().removeIf(name -> name.startsWith("mark-"));
    getStyleClass().add(mark.tone());
    sign.getChildren().setAll(isOpen ? Icons.of(mark.icon(), "mark-icon") : wheel());
    word.setText(texts.get(isOpen ? "wizard.home.phone.open" : "wizard.home.phone.waiting"));
    // What was opened needs no code any more: the next one is then the only one before the camera.
    if (isOpen) {
      getChildren().setAll(words);
      words.getChildren().removeAll(address, copy);
    } else if (!getChildren().contains(code)) {
      getChildren().setAll(code, words);
      words.getChildren().addAll(address, copy);
    }
  }

  private static Node wheel() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("tiny-wheel");
    return wheel;
  }

  private Node code() {
    var drawn = new QrCode(link.url(), CODE);
    drawn.setAccessibleText(texts.get("ui.code.of", link.url()));
    var frame = new StackPane(drawn);
    frame.getStyleClass().add("code-frame");
    frame.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    frame.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return frame;
  }

  /** A text that can be marked; longer than a line. */
  private Node address() {
    var area = new TextArea(link.url());
    area.setId("phone-link-" + link.port());
    area.setEditable(false);
    area.setWrapText(true);
    area.setPrefRowCount(2);
    area.setMinHeight(Region.USE_PREF_SIZE);
    area.setAccessibleText(link.url());
    area.getStyleClass().add("phone-link");
    // The key that leaves a field would stay in it; the button beside it does the same.
    area.setFocusTraversable(false);
    return area;
  }
}
