package app.gatehouse.launch;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Ends the service of a home and waits for it. */
final class StoppedService {
  /** Running requests get ten seconds; then the forwarder closes. */
  private static final int PATIENCE = 25;

  private StoppedService() {}

  /** Does nothing when none runs. */
  static void stop(Path home) throws ProblemException, InterruptedException {
    if (RunningService.of(home).isRunning()) {
      stop(home, false);
    }
  }

  /**
   * Ends it for good: what it asked the router for is taken back before. Also when the router
   * cannot be asked, which is told afterwards.
   */
  static void withdraw(Path home) throws ProblemException, InterruptedException {
    if (RunningService.of(home).isRunning()) {
      stop(home, true);
    }
  }

  private static void stop(Path home, boolean forGood)
      throws ProblemException, InterruptedException {
    @Nullable ProblemException mapped = null;
    long pid;
    try (var service = ServiceStarter.connect(home)) {
      pid = service.info().pid();
      if (forGood) {
        try {
          service.unmap();
        } catch (ProblemException e) {
          mapped = e;
        }
      }
      service.stop();
    }
    awaitEnd(pid);
    if (mapped != null) {
      throw mapped;
    }
  }

  private static void awaitEnd(long pid) throws ProblemException, InterruptedException {
    var process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return;
    }
    try {
      process.get().onExit().get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      if (process.get().isAlive()) {
        throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow").exception();
      }
    }
  }
}
