package app.gatehouse.launch;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.ui.shared.Trials;
import java.nio.file.Path;
import java.util.List;

/** A trial as the window shows it. */
record WindowTrial(SampleTrial trial) implements Trials.Trial {
  @Override
  public String url() {
    return trial.url();
  }

  @Override
  public Path root() {
    return trial.root();
  }

  @Override
  public List<CheckResult> checks() {
    return trial.checks();
  }

  @Override
  public void close() {
    trial.close();
  }
}
