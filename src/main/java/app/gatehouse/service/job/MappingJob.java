package app.gatehouse.service.job;

import app.gatehouse.keeper.Due;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mapping;
import app.gatehouse.service.part.Mappings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the router's mappings at half of their lease. Those without an end are asked for again
 * from time to time, too: routers forget them when they restart. What nobody needs any more, since
 * a crash or a router that was off came between, is taken back.
 */
public final class MappingJob implements SiteJob {
  private static final Logger LOG = LoggerFactory.getLogger(MappingJob.class);

  /** Some of these have an end that the router does not tell: an hour, as it was asked for. */
  private static final Duration WITHOUT_LEASE = Duration.ofMinutes(20);

  private static final Duration PERIOD = Duration.ofSeconds(15);

  /** Visitors stand before the door of a router that restarted for less than a minute. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final MappedPorts ports;
  private final Mappings mappings;
  private final KnownTrouble trouble;
  private final BooleanSupplier needed;
  private final Executor executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final JobRecords records;
  private final Map<Integer, Instant> looked = new ConcurrentHashMap<>();
  private final AtomicBoolean woken = new AtomicBoolean();

  /**
   * @param mappings those that are kept
   * @param needed whether any site or operation needs the mappings
   * @param executor where the router is talked to, which takes seconds
   */
  public MappingJob(
      MappedPorts ports,
      Mappings mappings,
      KnownTrouble trouble,
      JobRecords records,
      BooleanSupplier needed,
      Executor executor) {
    this.ports = ports;
    this.mappings = mappings;
    this.trouble = trouble;
    this.records = records;
    this.needed = needed;
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    if (ports.enabled() && busy.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            try {
              look(now);
            } finally {
              busy.set(false);
            }
          });
    }
    return now.plus(PERIOD);
  }

  /** The router may be another one now, or have forgotten. */
  @Override
  public void wake() {
    woken.set(true);
  }

  private void look(Instant now) {
    try {
      var isLookWanted = woken.getAndSet(false);
      for (var mapping : mappings.all()) {
        look(mapping, isLookWanted, now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Mapping mapping, boolean isLookWanted, Instant now)
      throws InterruptedException {
    var port = mapping.outerPort();
    var isNeeded = needed.getAsBoolean();
    var isDue = isDue(mapping, isNeeded, now);
    if (!isDue && !isLookWanted && !isLookDue(mapping, now)) {
      return;
    }
    looked.put(port, now);
    try {
      if (!isDue) {
        restore(mapping);
      } else if (isNeeded) {
        ports.renew(mapping);
      } else if (hasEnded(mapping, now)) {
        ports.forget(port, needed);
      } else {
        ports.takeBack(port, needed);
      }
      done(port, now);
      trouble.over(KnownTrouble.mapping(port));
    } catch (ProblemException e) {
      LOG.warn("The mapping of port {} was left as it is: {}", port, e.getMessage());
      noteFailure(port, isNeeded, e.problem(), now);
    } catch (RuntimeException e) {
      LOG.error("The mapping of port {} was left as it is", port, e);
      noteFailure(port, isNeeded, Problem.error(ProblemCode.UNKNOWN).cause(e), now);
    }
  }

  /** What is not kept any more has no record either. */
  private void done(int port, Instant now) {
    if (mappings.find(port).isPresent()) {
      records.worked(JobKind.MAPPING, subject(port), now);
    } else {
      records.forget(subject(port));
    }
  }

  /** The router's ports together: they serve all public sites. */
  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    return site.address().kind().isPublic()
        ? mappings.all().stream()
            .flatMap(mapping -> report(mapping, now).stream())
            .max(Comparator.comparingInt(JobReport::failures))
        : Optional.empty();
  }

  private Optional<JobReport> report(Mapping mapping, Instant now) {
    return last(mapping.outerPort())
        .map(
            last ->
                last.report(
                    JobKind.MAPPING,
                    last.failures() > 0
                        ? Due.retryAt(last.lastTried(), last.failures())
                        : lookedAt(mapping).plus(LOOK)));
  }

  private Instant lookedAt(Mapping mapping) {
    return looked.getOrDefault(mapping.outerPort(), mapping.granted());
  }

  private Optional<JobRecords.Entry> last(int port) {
    return records.of(JobKind.MAPPING, subject(port));
  }

  private static String subject(int port) {
    return "port-" + port;
  }

  private void restore(Mapping mapping) throws ProblemException, InterruptedException {
    if (ports.restore(mapping)) {
      LOG.info("The router had lost the mapping of port {}", mapping.outerPort());
    }
  }

  private boolean isLookDue(Mapping mapping, Instant now) {
    return records.failures(JobKind.MAPPING, subject(mapping.outerPort())) == 0
        && Due.isDue(now, lookedAt(mapping), LOOK);
  }

  private boolean isDue(Mapping mapping, boolean isNeeded, Instant now) {
    var last = last(mapping.outerPort()).filter(each -> each.failures() > 0);
    if (last.isPresent()) {
      return Due.isRetryDue(now, last.get().lastTried(), last.get().failures());
    }
    return !isNeeded || ports.isAstray(mapping) || isRenewalDue(mapping, now);
  }

  private static boolean isRenewalDue(Mapping mapping, Instant now) {
    var lease = mapping.lease();
    return lease == null
        ? Due.isDue(now, mapping.granted(), WITHOUT_LEASE)
        : Due.isLeaseDue(now, mapping.granted(), lease);
  }

  private static boolean hasEnded(Mapping mapping, Instant now) {
    var lease = mapping.lease();
    return lease != null && !lease.isZero() && now.isAfter(mapping.granted().plus(lease));
  }

  private void noteFailure(int port, boolean isNeeded, Problem problem, Instant now) {
    records.failed(JobKind.MAPPING, subject(port), now, problem);
    if (isNeeded) {
      trouble.note(KnownTrouble.mapping(port), worded(problem, port));
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
