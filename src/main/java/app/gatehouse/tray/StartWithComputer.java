package app.gatehouse.tray;

import app.gatehouse.problem.ProblemException;

/** Whether the tray appears by itself when the user signs in. */
public interface StartWithComputer {

  boolean isOn();

  /**
   * @throws ProblemException {@code storage-denied} or {@code storage-full}
   */
  void set(boolean on) throws ProblemException;
}
