package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** No service runs, and whatever is asked for beyond that fails the test. */
class FakeSurroundings implements Surroundings {
  @Override
  public String version() {
    return "Gatehouse 1.2.3";
  }

  @Override
  public Path defaultHome() {
    return Path.of("/nowhere");
  }

  @Override
  public void log(boolean verbose) {}

  @Override
  public void checkSettings(Map<String, String> overrides) throws ProblemException {
    for (var name : overrides.keySet()) {
      if (!name.equals("http.port")) {
        throw Problem.error(ProblemCode.SETTING_NOT_VALID)
            .with("setting", name)
            .variant("name")
            .exception();
      }
    }
  }

  @Override
  public RandomGenerator random() {
    return new Random(1);
  }

  @Override
  public ServiceApi connect(Path home) throws ProblemException {
    throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception();
  }

  @Override
  public ServiceApi connectOrStart(Path home, Map<String, String> overrides)
      throws ProblemException {
    throw new AssertionError("nothing may be started here");
  }

  @Override
  public String report(Path home) throws ProblemException {
    return "no service answers\n";
  }

  @Override
  public boolean awaitEnd(long pid, Duration limit) {
    throw new AssertionError("nothing ends here");
  }

  @Override
  public Registration registration(Path home) {
    throw new AssertionError("nothing may be registered here");
  }

  @Override
  public RootTrust trust(Path home) throws ProblemException {
    throw new AssertionError("nothing may be trusted here");
  }

  @Override
  public Leftovers leftovers(Path home) {
    throw new AssertionError("nothing may be taken back here");
  }

  @Override
  public Inspection inspect(Path home, Map<String, String> overrides) throws ProblemException {
    throw new AssertionError("nothing may be looked at here");
  }

  @Override
  public Trial startTrial(Map<String, String> overrides) throws ProblemException {
    throw new AssertionError("nothing may be tried here");
  }

  @Override
  public void serve(Path home, Map<String, String> overrides, Consumer<ServiceInfo> ready)
      throws ProblemException {
    throw Problem.error(ProblemCode.ALREADY_RUNNING).with("home", home).exception();
  }
}
