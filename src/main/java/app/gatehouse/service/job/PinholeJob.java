package app.gatehouse.service.job;

import app.gatehouse.keeper.Due;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.KeptPinhole;
import app.gatehouse.service.part.KeptPinholes;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.OpenPinholes;
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
 * Keeps the router's IPv6 firewall open for the public sites: at the address that this computer has
 * now, renewed at half of the lease, made anew soon after a router has restarted. What leads to an
 * address of before, or what nobody needs any more, is closed.
 *
 * <p>Most routers open nothing when asked, and most homes are reached by IPv4 as well: that a
 * pinhole could not be made is trouble only where one was there before.
 */
public final class PinholeJob implements SiteJob {
  private static final Logger LOG = LoggerFactory.getLogger(PinholeJob.class);

  private static final Duration PERIOD = Duration.ofSeconds(15);

  /** As for mappings, see {@link MappingJob}. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** A router that opens nothing may be told to, or be exchanged. */
  private static final Duration ASK_AGAIN = Duration.ofHours(1);

  /** How long one may be there of which nothing is known but that it was asked for. */
  private static final Duration LONGEST_LEASE = Duration.ofHours(1);

  private final OpenPinholes pinholes;
  private final KeptPinholes kept;
  private final KnownTrouble trouble;
  private final JobRecords records;
  private final BooleanSupplier needed;
  private final BooleanSupplier wanted;
  private final Executor executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Map<String, Instant> looked = new ConcurrentHashMap<>();

  /**
   * What the job works with.
   *
   * @param kept those that are kept
   * @param needed whether any site or operation needs what is kept
   * @param wanted whether there is a site for which more are to be made
   */
  public record Rooms(
      OpenPinholes pinholes,
      KeptPinholes kept,
      KnownTrouble trouble,
      JobRecords records,
      BooleanSupplier needed,
      BooleanSupplier wanted) {}

  /**
   * @param executor where the router is talked to, which takes seconds
   */
  public PinholeJob(Rooms rooms, Executor executor) {
    pinholes = rooms.pinholes();
    kept = rooms.kept();
    trouble = rooms.trouble();
    records = rooms.records();
    needed = rooms.needed();
    wanted = rooms.wanted();
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    if (pinholes.enabled() && busy.compareAndSet(false, true)) {
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

  /** Another network may have another address, and another router. */
  @Override
  public void wake() {
    woken.set(true);
  }

  private void look(Instant now) {
    try {
      var isLookWanted = woken.getAndSet(false);
      var address = pinholes.address();
      if (address.isPresent() && wanted.getAsBoolean()) {
        for (var port : pinholes.ports()) {
          openNew(address.get(), port, isLookWanted, now);
        }
      }
      if (address.isEmpty()) {
        pinholes.ports().forEach(port -> trouble.over(KnownTrouble.pinhole(port)));
      }
      for (var pinhole : kept.all()) {
        look(pinhole, isLookWanted, now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was not there before; what is kept for another address stays until this is made. */
  private void openNew(String address, int port, boolean isLookWanted, Instant now)
      throws InterruptedException {
    var subject = subject(port);
    if (kept.find(address, port).isPresent() || !isLookWanted && !isAskingDue(port, now)) {
      return;
    }
    try {
      pinholes.open(port, wanted);
      records.worked(JobKind.PINHOLE, subject, now);
      looked.put(subject, now);
      trouble.over(KnownTrouble.pinhole(port));
    } catch (ProblemException e) {
      LOG.debug("The router does not open port {} for IPv6: {}", port, e.getMessage());
      records.failed(JobKind.PINHOLE, subject, now, e.problem());
      if (isMissed(port)) {
        trouble.note(KnownTrouble.pinhole(port), e.problem().severity(Severity.WARNING));
      }
    } catch (RuntimeException e) {
      LOG.error("Opening port {} for IPv6 broke off", port, e);
      records.failed(JobKind.PINHOLE, subject, now, Problem.error(ProblemCode.UNKNOWN).cause(e));
    }
  }

  /** Visitors came by it, perhaps at an address of before. */
  private boolean isMissed(int port) {
    return trouble.of(KnownTrouble.pinhole(port)).isPresent()
        || kept.all().stream().anyMatch(each -> each.port() == port && each.granted() != null);
  }

  private boolean isAskingDue(int port, Instant now) {
    return records.of(JobKind.PINHOLE, subject(port)).stream()
        .filter(last -> last.failures() > 0)
        .allMatch(
            last ->
                isMissed(port)
                    ? Due.isRetryDue(now, last.lastTried(), last.failures())
                    : Due.isDue(now, last.lastTried(), ASK_AGAIN));
  }

  private void look(KeptPinhole pinhole, boolean isLookWanted, Instant now)
      throws InterruptedException {
    var subject = subject(pinhole);
    var isNeeded = isNeeded(pinhole);
    var isDue = isDue(pinhole, isNeeded, now);
    if (!isDue && !isLookWanted && !isLookDue(pinhole, now)) {
      return;
    }
    looked.put(subject, now);
    try {
      if (!isNeeded) {
        end(pinhole, now);
      } else if (isDue) {
        pinholes.open(pinhole.port(), needed);
      } else if (pinholes.restore(pinhole, needed)) {
        LOG.info("The router had lost the pinhole of port {}", pinhole.port());
      }
      done(pinhole, now);
    } catch (ProblemException e) {
      LOG.warn("The pinhole of port {} was left as it is: {}", pinhole.port(), e.getMessage());
      noteFailure(pinhole, isNeeded, e.problem(), now);
    } catch (RuntimeException e) {
      LOG.error("The pinhole of port {} was left as it is", pinhole.port(), e);
      noteFailure(pinhole, isNeeded, Problem.error(ProblemCode.UNKNOWN).cause(e), now);
    }
  }

  private boolean isNeeded(KeptPinhole pinhole) {
    return needed.getAsBoolean() && !pinholes.isAstray(pinhole);
  }

  private void end(KeptPinhole pinhole, Instant now) throws ProblemException, InterruptedException {
    if (now.isAfter(pinhole.since().plus(lease(pinhole)))) {
      pinholes.forget(pinhole, () -> isNeeded(pinhole));
    } else {
      pinholes.letGo(pinhole, () -> isNeeded(pinhole));
    }
  }

  /** What is not kept any more has no record either. */
  private void done(KeptPinhole pinhole, Instant now) {
    if (kept.find(pinhole.address(), pinhole.port()).isPresent()) {
      records.worked(JobKind.PINHOLE, subject(pinhole), now);
      trouble.over(KnownTrouble.pinhole(pinhole.port()));
    } else {
      records.forget(subject(pinhole));
      looked.remove(subject(pinhole));
      if (!needed.getAsBoolean()) {
        trouble.over(KnownTrouble.pinhole(pinhole.port()));
      }
    }
  }

  private boolean isLookDue(KeptPinhole pinhole, Instant now) {
    return failures(pinhole) == 0 && Due.isDue(now, lookedAt(pinhole), LOOK);
  }

  private boolean isDue(KeptPinhole pinhole, boolean isNeeded, Instant now) {
    var last = last(pinhole).filter(each -> each.failures() > 0);
    if (last.isPresent()) {
      return Due.isRetryDue(now, last.get().lastTried(), last.get().failures());
    }
    return !isNeeded
        || pinhole.granted() == null
        || Due.isLeaseDue(now, pinhole.since(), lease(pinhole));
  }

  private static Duration lease(KeptPinhole pinhole) {
    var granted = pinhole.granted();
    return granted == null ? LONGEST_LEASE : granted.lease();
  }

  private void noteFailure(KeptPinhole pinhole, boolean isNeeded, Problem problem, Instant now) {
    records.failed(JobKind.PINHOLE, subject(pinhole), now, problem);
    if (isNeeded) {
      trouble.note(KnownTrouble.pinhole(pinhole.port()), problem.severity(Severity.WARNING));
    }
  }

  /** The ports at the current address together: they serve all public sites. */
  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    return site.address().kind().isPublic()
        ? kept.all().stream()
            .filter(pinhole -> !pinholes.isAstray(pinhole))
            .flatMap(pinhole -> report(pinhole).stream())
            .max(Comparator.comparingInt(JobReport::failures))
        : Optional.empty();
  }

  private Optional<JobReport> report(KeptPinhole pinhole) {
    return last(pinhole)
        .map(
            last ->
                last.report(
                    JobKind.PINHOLE,
                    last.failures() > 0
                        ? Due.retryAt(last.lastTried(), last.failures())
                        : lookedAt(pinhole).plus(LOOK)));
  }

  private Instant lookedAt(KeptPinhole pinhole) {
    return looked.getOrDefault(subject(pinhole), pinhole.since());
  }

  private int failures(KeptPinhole pinhole) {
    return records.failures(JobKind.PINHOLE, subject(pinhole));
  }

  private Optional<JobRecords.Entry> last(KeptPinhole pinhole) {
    return records.of(JobKind.PINHOLE, subject(pinhole));
  }

  /** Addresses of before are many; their records go with them. */
  private String subject(KeptPinhole pinhole) {
    return pinholes.isAstray(pinhole)
        ? "[" + pinhole.address() + "]:" + pinhole.port()
        : subject(pinhole.port());
  }

  private static String subject(int port) {
    return "ipv6-" + port;
  }
}
