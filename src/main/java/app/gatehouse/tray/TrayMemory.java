package app.gatehouse.tray;

import java.util.OptionalLong;

/** What was told already; outlives the program where it can be kept, and never fails. */
public interface TrayMemory {

  /**
   * The number of the last notice that was told.
   *
   * @param home whose notices: each service counts its own
   * @return empty before anything was told or passed over
   */
  OptionalLong lastTold(String home);

  void told(String home, long number);

  /** Whether the user knows that the service goes on when the icon is gone. */
  boolean quitExplained();

  void quitWasExplained();
}
