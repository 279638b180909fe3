package app.gatehouse.ui.shared;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** Fields in one row, each with its share of the width; their messages wrap within it. */
public final class SideBySide extends GridPane {

  private SideBySide() {
    getStyleClass().add("side-by-side");
  }

  /** All share the row evenly. */
  public static SideBySide of(Node... fields) {
    var row = new SideBySide();
    for (var field : fields) {
      row.add(100.0 / fields.length, field);
    }
    return row;
  }

  /** A row to which fields are added with shares of their own. */
  public static SideBySide empty() {
    return new SideBySide();
  }

  /**
   * Adds a field at the end.
   *
   * @param percent of the row's width
   */
  public SideBySide add(double percent, Node field) {
    var column = new ColumnConstraints();
    column.setPercentWidth(percent);
    getColumnConstraints().add(column);
    add(field, getColumnConstraints().size() - 1, 0);
    return this;
  }
}
