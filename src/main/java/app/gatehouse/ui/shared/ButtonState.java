package app.gatehouse.ui.shared;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The two buttons, as a page changes them. */
public abstract class ButtonState implements Buttons {
  private final ReadOnlyStringWrapper primaryText = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper primaryEnabled = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyStringWrapper secondaryText = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper secondaryEnabled = new ReadOnlyBooleanWrapper(true);

  protected ButtonState(String primary, String secondary) {
    primaryText.set(primary);
    secondaryText.set(secondary);
  }

  @Override
  public final ReadOnlyStringProperty primaryText() {
    return primaryText.getReadOnlyProperty();
  }

  @Override
  public final ReadOnlyBooleanProperty primaryEnabled() {
    return primaryEnabled.getReadOnlyProperty();
  }

  @Override
  public final ReadOnlyStringProperty secondaryText() {
    return secondaryText.getReadOnlyProperty();
  }

  @Override
  public final ReadOnlyBooleanProperty secondaryEnabled() {
    return secondaryEnabled.getReadOnlyProperty();
  }

  protected final void primary(String text, boolean enabled) {
    primaryText.set(text);
    primaryEnabled.set(enabled);
  }

  protected final void primaryEnabled(boolean enabled) {
    primaryEnabled.set(enabled);
  }

  protected final void secondary(String text, boolean enabled) {
    secondaryText.set(text);
    secondaryEnabled.set(enabled);
  }
}
