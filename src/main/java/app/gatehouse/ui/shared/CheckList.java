package app.gatehouse.ui.shared;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Rows in a frame, with lines between them; not there while it is empty. */
public final class CheckList extends VBox {
  private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");

  public CheckList() {
    getStyleClass().add("check-list");
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  public CheckList(Node... rows) {
    this();
    show(List.of(rows));
  }

  public void show(List<? extends Node> rows) {
    Children.update(this, rows);
    rows.forEach(row -> row.pseudoClassStateChanged(LAST, row == rows.getLast()));
    setVisible(!rows.isEmpty());
  }
}
