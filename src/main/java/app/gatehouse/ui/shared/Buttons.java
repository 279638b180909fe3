package app.gatehouse.ui.shared;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;

/** The two buttons under a page, as properties. */
public interface Buttons {

  /** The words of the primary button: what it does. Empty when there is nothing to do. */
  ReadOnlyStringProperty primaryText();

  ReadOnlyBooleanProperty primaryEnabled();

  /** The words of the other button, mostly "back"; empty when there is none. */
  ReadOnlyStringProperty secondaryText();

  ReadOnlyBooleanProperty secondaryEnabled();
}
