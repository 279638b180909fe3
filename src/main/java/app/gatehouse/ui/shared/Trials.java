package app.gatehouse.ui.shared;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** Starts the built-in sample app with everything around it, in this program. */
public interface Trials {

  /** Blocks until its address was fetched and verified, at most 30 s; reacts to an interrupt. */
  Trial start() throws ProblemException, InterruptedException;

  /** A running trial; closing it deletes everything it made. */
  interface Trial extends AutoCloseable {
    String url();

    /** The throw-away root's public half, as a PEM file. */
    Path root();

    /** What was verified. */
    List<CheckResult> checks();

    @Override
    void close();
  }
}
