package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question about this home.
 *
 * @param id of its result
 * @param facts what its words speak of, should it fail
 * @param work blocks and reacts to interrupts
 */
record Check(String id, Map<String, String> facts, Callable<CheckResult> work) {
  private static final Logger LOG = LoggerFactory.getLogger(Check.class);

  Check(String id, Callable<CheckResult> work) {
    this(id, Map.of(), work);
  }

  /**
   * Runs all checks at once. A check that crashes or needs too long becomes a result that says so;
   * the others are not disturbed.
   *
   * @param seen told each result as soon as it is there, from any thread; of a check that needed
   *     too long nothing, or what it found after all
   * @return one result per check, in the same order
   */
  static List<CheckResult> runAll(
      List<Check> checks, Duration limit, Consumer<? super CheckResult> seen)
      throws InterruptedException {
    var results = new ArrayList<CheckResult>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          threads.invokeAll(
              checks.stream().map(check -> check.telling(seen)).toList(),
              limit.toMillis(),
              TimeUnit.MILLISECONDS);
      for (var i = 0; i < checks.size(); i++) {
        results.add(checks.get(i).result(running.get(i), limit));
      }
    }
    // Checks that were all done at once are handed over without a look at the interrupt.
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return results;
  }

  private Callable<CheckResult> telling(Consumer<? super CheckResult> seen) {
    return () -> {
      var result = outcome();
      seen.accept(result);
      return result;
    };
  }

  private CheckResult outcome() throws InterruptedException {
    try {
      return work.call();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return crashed(e);
    }
  }

  private CheckResult result(Future<CheckResult> run, Duration limit) throws InterruptedException {
    if (run.isCancelled()) {
      return failed("slow", "no result within " + limit.toMillis() + " ms");
    }
    try {
      return run.get();
    } catch (ExecutionException e) {
      return crashed(e.getCause());
    }
  }

  private CheckResult crashed(@Nullable Throwable why) {
    LOG.warn("The check {} failed", id, why);
    return failed("crashed", String.valueOf(why));
  }

  /** A warning only: what could not be looked at says nothing about this home. */
  private CheckResult failed(String why, String detail) {
    var problem =
        Problem.warning(ProblemCode.UNKNOWN)
            .variant("check-" + why)
            .with("short-code", "check-" + id);
    return CheckResult.of(id, problem.detail(detail)).withFacts(facts);
  }
}
