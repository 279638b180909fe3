package app.gatehouse.service.outside;

import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.job.JobRecords;
import app.gatehouse.service.job.SiteJob;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has parties outside try every public site once a day, and sooner after one could not be reached:
 * a router that was exchanged or a provider that closes a port is noticed by nobody inside.
 */
public final class OutsideJob implements SiteJob {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideJob.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofHours(24);

  /** Favours are asked: not by all homes in the same hour. */
  private static final long JITTER_MINUTES = 180;

  /** A look may have met a router that was restarting. */
  private static final Duration SECOND_LOOK = Duration.ofMinutes(10);

  /** Nothing changes by asking more often what was closed twice. */
  private static final Duration LATER_LOOKS = Duration.ofHours(3);

  /** Where nobody could say anything, somebody may in a while. */
  private static final Duration UNKNOWN_AGAIN = Duration.ofHours(6);

  private static final int BAD_LOOKS = 2;

  private final OutsideLook outside;
  private final Sites sites;
  private final KnownTrouble trouble;
  private final JobRecords records;
  private final Predicate<String> skipped;
  private final Executor executor;
  private final Duration daily;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * What the job works with.
   *
   * @param skipped sites that nobody is to be given now, or that an operation is at work on
   */
  public record Rooms(
      OutsideLook outside,
      Sites sites,
      KnownTrouble trouble,
      JobRecords records,
      Predicate<String> skipped) {}

  /**
   * @param executor where parties are asked, which takes up to a minute
   */
  public OutsideJob(Rooms rooms, RandomGenerator random, Executor executor) {
    outside = rooms.outside();
    sites = rooms.sites();
    trouble = rooms.trouble();
    records = rooms.records();
    skipped = rooms.skipped();
    this.executor = executor;
    daily = LOOK.plusMinutes(random.nextLong(JITTER_MINUTES));
  }

  /** After a restart: what was wrong before it still is, until somebody got in. */
  public void recall() {
    for (var site : sites.all()) {
      records
          .of(JobKind.OUTSIDE, site.name())
          .filter(last -> last.failures() >= BAD_LOOKS)
          .flatMap(last -> Optional.ofNullable(last.problem()))
          .ifPresent(problem -> trouble.note(KnownTrouble.outside(site.name()), problem));
    }
  }

  @Override
  public Instant run(Instant now) {
    var due =
        sites.all().stream()
            .filter(site -> !skipped.test(site.name()) && outside.isPossible(site))
            .filter(site -> !now.isBefore(next(site, now)))
            .findFirst();
    // One after the other: they are asked by the same few parties.
    if (due.isPresent() && busy.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            try {
              look(due.get(), now);
            } finally {
              busy.set(false);
            }
          });
    }
    return now.plus(PERIOD);
  }

  private Instant next(Site site, Instant now) {
    return records
        .of(JobKind.OUTSIDE, site.name())
        .filter(last -> !last.lastTried().isAfter(now))
        .map(last -> last.lastTried().plus(pause(last)))
        .orElse(now);
  }

  private Duration pause(JobRecords.Entry last) {
    if (last.failures() > 0) {
      return last.failures() < BAD_LOOKS ? SECOND_LOOK : LATER_LOOKS;
    }
    return last.lastTried().equals(last.lastWorked()) ? daily : UNKNOWN_AGAIN;
  }

  private void look(Site site, Instant now) {
    try {
      note(site, outside.look(site), now);
    } catch (ProblemException e) {
      LOG.debug("{} could not be looked at from outside: {}", site.name(), e.problem());
      records.tried(JobKind.OUTSIDE, site.name(), now);
    } catch (RuntimeException e) {
      LOG.error("Looking at {} from outside broke off", site.name(), e);
      records.tried(JobKind.OUTSIDE, site.name(), now);
    }
  }

  private void note(Site site, Optional<Verdict> seen, Instant now) {
    var name = site.name();
    if (seen.isEmpty()) {
      trouble.over(KnownTrouble.outside(name));
    } else if (seen.get().state() == PortOutcome.CLOSED) {
      var problem =
          Objects.requireNonNullElse(
                  seen.get().problem(), Problem.warning(ProblemCode.PORT_NOT_FORWARDED))
              .severity(Severity.WARNING);
      records.failed(JobKind.OUTSIDE, name, now, problem);
      LOG.warn("{} cannot be reached from outside: {}", name, problem);
      if (records.failures(JobKind.OUTSIDE, name) >= BAD_LOOKS) {
        trouble.note(KnownTrouble.outside(name), problem);
      }
    } else {
      records.tried(JobKind.OUTSIDE, name, now);
    }
    if (sites.find(name).isEmpty()) {
      // It was removed meanwhile, and who removed it may have been here before.
      trouble.over(KnownTrouble.outside(name));
      records.forget(name);
    }
  }

  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    return outside.isPossible(site)
        ? records
            .of(JobKind.OUTSIDE, site.name())
            .map(last -> last.report(JobKind.OUTSIDE, next(site, now)))
        : Optional.empty();
  }
}
