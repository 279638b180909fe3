package app.gatehouse.service.job;

import app.gatehouse.keeper.Due;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.Mapping;
import app.gatehouse.service.part.Mappings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the router's mappings at half of their lease. Those without an end are asked for again
 * from time to time, too: routers forget them when they restart.
 */
public final class MappingJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(MappingJob.class);
  private static final Duration WITHOUT_LEASE = Duration.ofHours(1);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Router router;
  private final Mappings mappings;
  private final KnownTrouble trouble;
  private final Executor executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Map<Integer, Tries> failed = new HashMap<>();

  private record Tries(Instant last, int failures) {}

  /**
   * @param executor where the router is talked to, which takes seconds
   */
  public MappingJob(Router router, Mappings mappings, KnownTrouble trouble, Executor executor) {
    this.router = router;
    this.mappings = mappings;
    this.trouble = trouble;
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    if (router.enabled() && busy.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            try {
              renewDue(now);
            } finally {
              busy.set(false);
            }
          });
    }
    return now.plus(PERIOD);
  }

  private void renewDue(Instant now) {
    try {
      for (var mapping : mappings.all()) {
        if (Due.isDue(now, renewAt(mapping))) {
          renew(mapping, now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant renewAt(Mapping mapping) {
    var tries = failed.get(mapping.outerPort());
    if (tries != null) {
      return Due.retry(tries.last(), tries.failures());
    }
    var lease = mapping.lease();
    return lease == null
        ? mapping.granted().plus(WITHOUT_LEASE)
        : Due.leaseRenewal(mapping.granted(), lease);
  }

  private void renew(Mapping mapping, Instant now) throws InterruptedException {
    var port = mapping.outerPort();
    try {
      mappings.put(router.map(port, mapping.innerPort()), now);
      failed.remove(port);
      trouble.over(KnownTrouble.mapping(port));
    } catch (ProblemException e) {
      var tries = failed.get(port);
      failed.put(port, new Tries(now, tries == null ? 1 : tries.failures() + 1));
      LOG.warn("The router's mapping of port {} was not renewed: {}", port, e.getMessage());
      trouble.note(KnownTrouble.mapping(port), worded(e.problem(), port));
    }
  }

  /** That the router is not there is known by its own name; the rest is a mapping that is lost. */
  private static Problem worded(Problem problem, int port) {
    return problem.code() == ProblemCode.ROUTER_NOT_FOUND
        ? problem.severity(Severity.WARNING)
        : Problem.warning(ProblemCode.MAPPING_LOST)
            .with("port", port)
            .detail(problem.code().wireName() + " " + problem.detail());
  }
}
