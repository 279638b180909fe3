package app.gatehouse.service.job;

import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobReport;
import java.time.Instant;
import java.util.Optional;

/** A job that works for sites and can say how far it is with each. */
public interface SiteJob extends Job {

  /** Empty where it has nothing to do for this site. */
  Optional<JobReport> report(Site site, Instant now);
}
