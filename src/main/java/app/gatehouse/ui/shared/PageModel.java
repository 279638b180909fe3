package app.gatehouse.ui.shared;

/**
 * What the wizard's frame needs to know of a page. No controls in here. Used on the thread that
 * draws only.
 */
public interface PageModel extends Buttons {

  /** The page is shown now: takes over earlier answers and begins to read what it shows. */
  void entered(Navigation navigation);

  /** The page is not shown any more: ends what it had begun. */
  default void left() {}

  /** The primary button: checks, takes over the answers and goes on, or shows what is wrong. */
  void primary(Navigation navigation);

  /** The other button, and mostly the Escape key. */
  default void secondary(Navigation navigation) {
    navigation.back();
  }

  /**
   * The Escape key, before it does what the other button does.
   *
   * @return whether it ended something on the page, and that was all
   */
  default boolean escaped() {
    return false;
  }

  /** Whether the window must not be closed without a word: something goes on or would be lost. */
  default boolean isBusyWhenClosed() {
    return false;
  }
}
