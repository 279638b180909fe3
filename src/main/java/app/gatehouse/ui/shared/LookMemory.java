package app.gatehouse.ui.shared;

/** Remembers which look the user wants, from one window to the next. Both calls may block. */
public interface LookMemory {

  /** The look that was wanted last; the system's when nothing was said. */
  Theme.Look look();

  void remember(Theme.Look look);
}
