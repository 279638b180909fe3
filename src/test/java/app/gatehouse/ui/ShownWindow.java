package app.gatehouse.ui;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Theme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** A window over a scripted service; driven as a user would, through its controls. */
public abstract class ShownWindow {
  public final ScriptedService service;
  public final FakeTrust trust = new FakeTrust();
  public final List<URI> opened = new ArrayList<>();

  protected final Texts texts;
  protected final Stage stage;
  protected final Theme theme;
  protected final TaskRunner runner;

  protected ShownWindow(
      Stage stage, ScriptedService service, Locale locale, Theme.Look look, TaskRunner runner) {
    this.stage = stage;
    this.service = service;
    this.texts = Texts.of(locale);
    this.theme = new Theme(look, texts.locale());
    this.runner = runner;
  }

  Theme theme() {
    return theme;
  }

  Texts texts() {
    return texts;
  }

  /** As small or as large as a user may make it, with letters of a size. */
  public void resize(double width, double height, int fontSize) {
    stage.setWidth(width);
    stage.setHeight(height);
    var root = stage.getScene().getRoot();
    root.setStyle(root.getStyle() + "-fx-font-size: " + fontSize + "px;");
  }

  public void type(String id, String text) {
    ((TextField) node(id)).setText(text);
  }

  /** Chooses from a list, counted from 0. */
  public void choose(String id, int index) {
    ((ComboBox<?>) node(id)).getSelectionModel().select(index);
  }

  public void press(String id) {
    ((ButtonBase) node(id)).fire();
  }

  /** A key, for what has the focus. */
  public void key(KeyCode code) {
    stage
        .getScene()
        .getFocusOwner()
        .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  /** The window's own close button. */
  public void close() {
    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
  }

  /** Every text that can be read in the window now. */
  public List<String> words() {
    var words = new ArrayList<String>();
    collect(stage.getScene().getRoot(), words);
    return words;
  }

  private static void collect(Node node, List<String> words) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Labeled labeled) {
      words.add(labeled.getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, words));
    }
  }

  /** What stands in a field. */
  public String typed(String id) {
    return ((TextInputControl) node(id)).getText();
  }

  public boolean isShown(String id) {
    return stage.getScene().getRoot().lookup("#" + id) != null;
  }

  public Node node(String id) {
    var root = stage.getScene().getRoot();
    // What lies within a scroll pane is found once that has its skin.
    root.applyCss();
    root.layout();
    var node = root.lookup("#" + id);
    if (node == null) {
      throw new AssertionError("nothing is called " + id);
    }
    return node;
  }
}
