package app.gatehouse.ui.shared;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;

/** Leads to what this computer trusts of the home that the window shows. */
@FunctionalInterface
public interface RootTrusts {

  /**
   * @throws ProblemException {@code not-supported-here}
   */
  RootTrust here() throws ProblemException;
}
