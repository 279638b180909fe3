package app.gatehouse.launch;

import app.gatehouse.cli.Surroundings;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;

/** What the command line starts and connects to, for real. */
final class Programs implements Surroundings {
  @Override
  public Path defaultHome() {
    return Path.of(System.getProperty("user.home"), ".local/state/gatehouse");
  }

  @Override
  public void checkSettings(Map<String, String> overrides) {}

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
  public void serve(Path home, Map<String, String> overrides) throws ProblemException {
    throw Problem.error(ProblemCode.UNKNOWN).exception();
  }
}
