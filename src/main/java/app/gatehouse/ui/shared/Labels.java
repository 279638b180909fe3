package app.gatehouse.ui.shared;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Texts of the few kinds there are; all wrap. */
public final class Labels {
  private Labels() {}

  public static Label title(String text) {
    return of(text, "page-title");
  }

  /** The sentence under a page's title. */
  public static Label lead(String text) {
    return of(text, "page-lead");
  }

  public static Label heading(String text) {
    return of(text, "heading");
  }

  public static Label text(String text) {
    return of(text, "body-text");
  }

  public static Label muted(String text) {
    return of(text, "muted-text");
  }

  /** A text that changes; takes no room while it is empty. */
  public static Label bound(ObservableValue<String> text, String styleClass) {
    var label = of("", styleClass);
    label.textProperty().bind(text);
    label.visibleProperty().bind(text.map(t -> !t.isEmpty()));
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  public static Label of(String text, String styleClass) {
    var label = new Label(text);
    label.getStyleClass().add(styleClass);
    label.setWrapText(true);
    // A wrapped label that is squeezed would end in "…".
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
