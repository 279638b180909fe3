package app.gatehouse.service.job;

import app.gatehouse.keeper.Due;
import app.gatehouse.model.site.Site;
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
public final class ServedJob implements Job {
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
  private final ConcurrentHashMap<String, Seen> seen = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /**
   * @param bad looks in a row
   */
  private record Seen(Instant last, int bad) {
    boolean isDue(Instant now) {
      return bad > 0 ? Due.isRetryDue(now, last, bad) : Due.isDue(now, last, LOOK);
    }
  }

  /**
   * @param skipped sites that nobody is to be given now, or that an operation is at work on
   * @param executor where sites are looked at, which takes seconds
   */
  public ServedJob(
      ServedCheck check,
      Sites sites,
      KnownTrouble trouble,
      Predicate<String> skipped,
      Executor executor) {
    this.check = check;
    this.sites = sites;
    this.trouble = trouble;
    this.skipped = skipped;
    this.executor = executor;
  }

  @Override
  public Instant run(Instant now) {
    seen.keySet().removeIf(name -> sites.find(name).isEmpty());
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
    var last = Optional.ofNullable(seen.get(name));
    return last.isEmpty() || last.get().isDue(now);
  }

  /** What was said of it does not hold for one that is not served. */
  private void forget(String name) {
    seen.remove(name);
    trouble.over(KnownTrouble.served(name));
  }

  private void look(Site site, Instant now) {
    try {
      check.look(site);
      seen.put(site.name(), new Seen(now, 0));
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
    var last = Optional.ofNullable(seen.get(name));
    var bad = last.map(Seen::bad).orElse(0) + 1;
    seen.put(name, new Seen(now, bad));
    LOG.warn(
        "What visitors of {} get is not right ({} in a row): {} {}",
        name,
        bad,
        problem.code().wireName(),
        problem.detail());
    if (bad >= BAD_LOOKS) {
      trouble.note(KnownTrouble.served(name), problem);
      if (sites.find(name).isEmpty()) {
        // It was removed meanwhile, and who removed it may have been here before.
        trouble.over(KnownTrouble.served(name));
      }
    }
  }
}
