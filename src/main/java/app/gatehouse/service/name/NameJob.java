package app.gatehouse.service.name;

import app.gatehouse.keeper.Due;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.job.JobRecords;
import app.gatehouse.service.job.SiteJob;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.Sites;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every ten minutes, and at once in another network, where this home is and where the names
 * of its public sites lead; leads those here that have an account for it.
 */
public final class NameJob implements SiteJob {
  private static final Logger LOG = LoggerFactory.getLogger(NameJob.class);
  private static final Duration LOOK = Duration.ofMinutes(10);

  /** Outside parties are asked: not by all homes in the same second. */
  private static final long JITTER_SECONDS = 60;

  /** One wrong answer may come from a cache. */
  private static final int BAD_LOOKS = 2;

  /** How long caches may keep the old address. */
  private static final Duration CACHED = Duration.ofMinutes(10);

  private final Names names;
  private final HomeReader home;
  private final Sites sites;
  private final JobRecords records;
  private final KnownTrouble trouble;
  private final BooleanSupplier skipped;
  private final RandomGenerator random;
  private final Executor executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Instant next = Instant.MIN;

  /** What the job works with, beside its habits. */
  public record Rooms(
      Names names, HomeReader home, Sites sites, JobRecords records, KnownTrouble trouble) {}

  /**
   * @param skipped whether nobody is to find this home now
   * @param executor where outside parties are asked, which takes seconds
   */
  public NameJob(Rooms rooms, BooleanSupplier skipped, RandomGenerator random, Executor executor) {
    names = rooms.names();
    home = rooms.home();
    sites = rooms.sites();
    records = rooms.records();
    trouble = rooms.trouble();
    this.skipped = skipped;
    this.random = random;
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    var isDue = !now.isBefore(next) || next.isAfter(now.plus(LOOK).plus(CACHED));
    if (isDue && !skipped.getAsBoolean() && busy.compareAndSet(false, true)) {
      next = now.plus(LOOK).plusSeconds(random.nextLong(JITTER_SECONDS));
      executor.execute(
          () -> {
            try {
              look(now);
            } finally {
              busy.set(false);
            }
          });
    }
    return now.plus(Duration.ofMinutes(1));
  }

  /** This home may have another address now. */
  @Override
  public void wake() {
    next = Instant.MIN;
  }

  private void look(Instant now) {
    var named = sites.all().stream().filter(NameJob::hasPublicName).toList();
    try {
      // Whoever keeps no account is compared only: the look itself asks what it needs.
      Map<IpFamily, InetAddress> here =
          named.stream().anyMatch(site -> names.isKept(site.name()))
              ? home.publicAddresses()
              : Map.of();
      for (var site : named) {
        if (!isRefusedLately(site, now)) {
          look(site, here, now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasPublicName(Site site) {
    return site.address().kind().isPublic() && !site.address().isIp();
  }

  private boolean isRefusedLately(Site site, Instant now) {
    return records
        .of(JobKind.NAME, site.name())
        .filter(last -> !Due.isDue(now, last.lastTried(), pauseAfter(last.problem())))
        .isPresent();
  }

  /** Providers block whom they refused and who comes back again and again. */
  private static Duration pauseAfter(@Nullable Problem problem) {
    return switch (problem == null ? ProblemCode.UNKNOWN : problem.code()) {
      case DDNS_BLOCKED_FOR_ABUSE -> Duration.ofDays(1);
      case DDNS_LOGIN_REFUSED, DDNS_NAME_NOT_YOURS -> Duration.ofHours(6);
      case DDNS_UPDATE_IGNORED -> Duration.ofHours(1);
      // "Retry no sooner than 30 minutes", as No-IP words what others mean, too.
      case PROVIDER_UNREACHABLE -> Duration.ofMinutes(30);
      default -> Duration.ZERO;
    };
  }

  /** That it was told once more proves nothing: the next look does. */
  private boolean wasIgnored(String name) {
    return records
        .of(JobKind.NAME, name)
        .flatMap(last -> Optional.ofNullable(last.problem()))
        .filter(problem -> problem.code() == ProblemCode.DDNS_UPDATE_IGNORED)
        .isPresent();
  }

  private static boolean isRefusal(Problem problem) {
    return switch (problem.code()) {
      case DDNS_BLOCKED_FOR_ABUSE, DDNS_LOGIN_REFUSED, DDNS_NAME_NOT_YOURS -> true;
      default -> false;
    };
  }

  private void look(Site site, Map<IpFamily, InetAddress> here, Instant now)
      throws InterruptedException {
    var name = site.name();
    try {
      if (names.update(name, here, now)) {
        LOG.info("{} leads to {} now", name, here.values());
        if (!wasIgnored(name)) {
          worked(name, now);
        }
        return;
      }
      var problem = home.checkName(site.address()).problem();
      if (problem == null || problem.severity() == Severity.INFO) {
        worked(name, now);
      } else if (!isFresh(name, now)) {
        failed(name, names.isKept(name) ? ignored(name, problem) : problem, now);
      }
    } catch (ProblemException e) {
      failed(name, e.problem(), now);
    } catch (RuntimeException e) {
      LOG.error("Looking where {} leads broke off", name, e);
      failed(name, Problem.warning(ProblemCode.UNKNOWN).with("short-code", "NAME").cause(e), now);
    }
  }

  /** The provider took the address long ago, and the name leads elsewhere: it is told once more. */
  private Problem ignored(String name, Problem seen) throws ProblemException {
    if (seen.code() != ProblemCode.NAME_POINTS_ELSEWHERE) {
      return seen;
    }
    names.tellAgain(name);
    return Problem.error(ProblemCode.DDNS_UPDATE_IGNORED)
        .with("name", name)
        .with("found", seen.facts().getOrDefault("found", ""));
  }

  private boolean isFresh(String name, Instant now) {
    return names.lastSent(name).filter(at -> !Due.isDue(now, at, CACHED)).isPresent();
  }

  private void worked(String name, Instant now) {
    records.worked(JobKind.NAME, name, now);
    trouble.over(KnownTrouble.name(name));
  }

  private void failed(String name, Problem problem, Instant now) {
    records.failed(JobKind.NAME, name, now, problem);
    LOG.warn("{} does not lead here as it should: {}", name, problem);
    if (records.failures(JobKind.NAME, name) >= BAD_LOOKS || isRefusal(problem)) {
      trouble.note(KnownTrouble.name(name), problem.severity(Severity.WARNING));
    }
    if (sites.find(name).isEmpty()) {
      // It was removed meanwhile, and who removed it may have been here before.
      trouble.over(KnownTrouble.name(name));
      records.forget(name);
    }
  }

  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    return hasPublicName(site)
        ? records
            .of(JobKind.NAME, site.name())
            .map(last -> last.report(JobKind.NAME, next.isBefore(now) ? now : next))
        : Optional.empty();
  }
}
