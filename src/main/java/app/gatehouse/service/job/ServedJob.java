package app.gatehouse.service.job;

import app.gatehouse.keeper.Due;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.ServedCheck;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every hour at what visitors of a site are really given. A certificate that was renewed and
 * is not served is found out by nobody else before the old one ends.
 */
public final class ServedJob implements SiteJob {
  private static final Logger LOG = LoggerFactory.getLogger(ServedJob.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofHours(1);

  /** One bad look may have met a renewal half-way, or a computer that was busy. */
  private static final int BAD_LOOKS = 2;

  private final ServedCheck check;
  private final Sites sites;
  private final KnownTrouble trouble;
  private final Predicate<String> skipped;
  private final Executor executor;
  private final JobRecords records;

  /** Sites that were looked at since the start, or the last sleep. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /**
   * @param skipped sites that nobody is to be given now, or that an operation is at work on
   * @param executor where sites are looked at, which takes seconds
   */
  public ServedJob(
      ServedCheck check,
      Sites sites,
      KnownTrouble trouble,
      JobRecords records,
      Predicate<String> skipped,
      Executor executor) {
    this.check = check;
    this.sites = sites;
    this.trouble = trouble;
    this.records = records;
    this.skipped = skipped;
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    seen.removeIf(name -> sites.find(name).isEmpty());
    for (var site : sites.all()) {
      var name = site.name();
      if (skipped.test(name)) {
        forget(name);
      } else if (isDue(name, now) && busy.add(name)) {
        executor.execute(
            () -> {
              try {
                look(site, now);
              } finally {
                busy.remove(name);
              }
            });
      }
    }
    return now.plus(PERIOD);
  }

  /** Everything may be otherwise after a sleep. */
  @Override
  public void wake() {
    seen.clear();
  }

  private boolean isDue(String name, Instant now) {
    return !seen.contains(name)
        || records.of(JobKind.SERVED, name).stream().allMatch(last -> isDue(last, now));
  }

  private static boolean isDue(JobRecords.Entry last, Instant now) {
    return last.failures() > 0
        ? Due.isRetryDue(now, last.lastTried(), last.failures())
        : Due.isDue(now, last.lastTried(), LOOK);
  }

  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    if (skipped.test(site.name())) {
      return Optional.empty();
    }
    return records
        .of(JobKind.SERVED, site.name())
        .map(
            last ->
                last.report(
                    JobKind.SERVED,
                    last.failures() > 0
                        ? Due.retryAt(last.lastTried(), last.failures())
                        : last.lastTried().plus(LOOK)));
  }

  /** What was said of it does not hold for one that is not served. */
  private void forget(String name) {
    if (seen.remove(name)) {
      records.forget(JobKind.SERVED, name);
    }
    trouble.over(KnownTrouble.served(name));
  }

  private void look(Site site, Instant now) {
    seen.add(site.name());
    try {
      check.look(site);
      records.worked(JobKind.SERVED, site.name(), now);
      trouble.over(KnownTrouble.served(site.name()));
    } catch (ProblemException e) {
      noteBad(site.name(), e.problem(), now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Looking at {} broke off", site.name(), e);
      noteBad(
          site.name(),
          Problem.error(ProblemCode.UNKNOWN).with("short-code", "SERVED").cause(e),
          now);
    }
  }

  private void noteBad(String name, Problem problem, Instant now) {
    records.failed(JobKind.SERVED, name, now, problem);
    var bad = records.failures(JobKind.SERVED, name);
    LOG.warn("What visitors of {} get is not right ({} in a row): {}", name, bad, problem);
    if (bad >= BAD_LOOKS) {
      trouble.note(KnownTrouble.served(name), problem);
      if (sites.find(name).isEmpty()) {
        // It was removed meanwhile, and who removed it may have been here before.
        trouble.over(KnownTrouble.served(name));
        records.forget(name);
      }
    }
  }
}
