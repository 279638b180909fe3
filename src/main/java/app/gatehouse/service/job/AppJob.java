package app.gatehouse.service.job;

import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Looks every few seconds whether the apps run. One missed look may have met a restart: an app that
 * ran is down after two in a row, and up again after one.
 */
public final class AppJob implements SiteJob {
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int MISSED_LOOKS = 2;

  private final AppSearch apps;
  private final Sites sites;
  private final JobRecords records;
  private final Executor executor;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /**
   * @param executor where apps are knocked at, which takes half a second where nobody answers
   */
  public AppJob(AppSearch apps, Sites sites, JobRecords records, Executor executor) {
    this.apps = apps;
    this.sites = sites;
    this.records = records;
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    for (var site : sites.all()) {
      if (busy.add(site.name())) {
        executor.execute(
            () -> {
              try {
                look(site, now);
              } finally {
                busy.remove(site.name());
              }
            });
      }
    }
    return now.plus(PERIOD);
  }

  private void look(Site site, Instant now) {
    if (apps.answers(site.app())) {
      records.worked(JobKind.APP, site.name(), now);
    } else {
      var missed = Problem.warning(ProblemCode.APP_NOT_RUNNING).with("address", site.app().url());
      records.failed(JobKind.APP, site.name(), now, missed);
    }
    if (sites.find(site.name()).isEmpty()) {
      // It was removed meanwhile, and who removed it may have been here before.
      records.forget(site.name());
    }
  }

  /** Whether the app runs; looks at once where nobody has looked yet. */
  public boolean isUp(Site site, Instant now) {
    if (records.of(JobKind.APP, site.name()).isEmpty()) {
      look(site, now);
    }
    return records.of(JobKind.APP, site.name()).filter(AppJob::isDown).isEmpty();
  }

  private static boolean isDown(JobRecords.Entry last) {
    return last.failures() >= MISSED_LOOKS || last.lastWorked() == null;
  }

  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    return records
        .of(JobKind.APP, site.name())
        .map(last -> last.report(JobKind.APP, last.lastTried().plus(PERIOD)));
  }
}
