package app.gatehouse.service.alert;

import app.gatehouse.keeper.Alerts;
import app.gatehouse.keeper.Watched;
import app.gatehouse.model.site.Site;
import app.gatehouse.service.job.Job;
import app.gatehouse.service.part.OwnersWill;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every half minute whether there is something to tell the owner. */
public final class AlertJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(AlertJob.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Sites sites;
  private final Function<Site, Watched> watch;
  private final Predicate<String> skipped;
  private final OwnersWill will;
  private final Notices notices;

  /**
   * @param watch how a site is now
   * @param skipped sites that an operation is at work on: whoever started it is watching
   */
  public AlertJob(
      Sites sites,
      Function<Site, Watched> watch,
      Predicate<String> skipped,
      OwnersWill will,
      Notices notices) {
    this.sites = sites;
    this.watch = watch;
    this.skipped = skipped;
    this.will = will;
    this.notices = notices;
  }

  @Override
  public Instant run(Instant now) {
    if (will.isOffline()) {
      // Nothing is wrong with what its owner does not want to be seen.
      notices.keepOnly(List.of());
      return now.plus(PERIOD);
    }
    notices.keepOnly(sites.all().stream().map(Site::name).toList());
    var quiet = will.isQuiet(now);
    for (var site : sites.all()) {
      if (!skipped.test(site.name())) {
        look(site, now, quiet);
      }
    }
    return now.plus(PERIOD);
  }

  private void look(Site site, Instant now, boolean quiet) {
    var watched = watch.apply(site);
    var outcome = Alerts.look(now, watched, notices.memory(site.name()), quiet);
    outcome.tell().forEach(each -> LOG.info("To be told of {}: {}", site.name(), each.kind()));
    notices.keep(watched.site(), now, outcome.memory(), outcome.tell());
  }
}
