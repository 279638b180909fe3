package app.gatehouse.cli;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** A running trial; closing it deletes everything it made. */
public interface Trial extends AutoCloseable {

  /** What to open. */
  String url();

  /** The throw-away root's public half, as a PEM file. */
  Path root();

  /** What was done and verified on the way, in order. */
  List<CheckResult> checks();

  /** Facts about this home, for information; at most 5 s, incomplete then. */
  HomeReport doctor() throws ProblemException, InterruptedException;

  /** Blocks until the process is asked to end. */
  void awaitEnd() throws InterruptedException;

  @Override
  void close();
}
