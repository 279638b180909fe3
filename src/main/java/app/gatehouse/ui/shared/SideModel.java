package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A page beside the overview, from which it goes back there. Used on the thread that draws only.
 */
public abstract class SideModel extends ButtonState {
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();

  protected SideModel(String primary, String secondary) {
    super(primary, secondary);
  }

  /** What is wrong and belongs to no field. */
  public final ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  protected final void problem(@Nullable Problem now) {
    problem.set(now);
  }

  /** The page is shown now: begins to read what it shows. */
  public abstract void entered();

  /** The page is not shown any more: ends what it had begun; a change goes on. */
  public abstract void left();

  /** The primary button. */
  public abstract void primary();

  /** The other button. */
  public abstract void secondary();

  /** The Escape key. */
  public void escape() {
    if (secondaryEnabled().get()) {
      secondary();
    }
  }
}
