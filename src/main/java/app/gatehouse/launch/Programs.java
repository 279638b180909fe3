package app.gatehouse.launch;

import app.gatehouse.cli.Surroundings;
import app.gatehouse.cli.Trial;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Settings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What the command line starts and connects to, for real. */
final class Programs implements Surroundings {
  @Override
  public Path defaultHome() {
    return Path.of(System.getProperty("user.home"), ".local/state/gatehouse");
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  @Override
  public void log(boolean verbose) {}

  @Override
  public RandomGenerator random() {
    return new SecureRandom();
  }

  @Override
  public boolean awaitEnd(long pid, Duration limit) {
    return true;
  }

  @Override
  public void checkSettings(Map<String, String> overrides) throws ProblemException {
    Settings.defaults().with(overrides);
  }

  @Override
  public ServiceApi connect(Path home) throws ProblemException {
    throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception();
  }

  @Override
  public ServiceApi connectOrStart(Path home, Map<String, String> overrides)
      throws ProblemException {
    throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception();
  }

  @Override
  public Inspection inspect(Path home, Map<String, String> overrides) throws ProblemException {
    throw Problem.error(ProblemCode.UNKNOWN).exception();
  }

  @Override
  public Trial startTrial(Map<String, String> overrides) throws ProblemException {
    throw Problem.error(ProblemCode.UNKNOWN).exception();
  }

  @Override
  public void serve(Path home, Map<String, String> overrides, Consumer<ServiceInfo> ready)
      throws ProblemException {
    throw Problem.error(ProblemCode.UNKNOWN).exception();
  }
}
