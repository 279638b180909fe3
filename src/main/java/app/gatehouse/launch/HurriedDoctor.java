package app.gatehouse.launch;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Settings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A look at this home by somebody who does not wait for the last answer. */
final class HurriedDoctor {
  private static final long LIMIT_MILLIS = 4500;

  private HurriedDoctor() {}

  static HomeReport look(Settings settings) throws ProblemException, InterruptedException {
    var look = new FutureTask<>(() -> look(settings, Set.of(80, 443)));
    var thread = Thread.ofVirtual().name("doctor").start(look);
    try {
      return look.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return unfinished();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static HomeReport look(Settings settings, Set<Integer> ports) throws ProblemException {
    try (var inspection = new LocalInspection(settings)) {
      return inspection.checkHome(ports);
    }
  }

  private static HomeReport unfinished() {
    var problem = Problem.warning(ProblemCode.REACHABILITY_UNPROVEN);
    return new HomeReport(
        new Verdict(PortOutcome.UNKNOWN, problem),
        List.of(),
        List.of(),
        List.of(),
        null,
        Way.PROVE_FIRST);
  }
}
