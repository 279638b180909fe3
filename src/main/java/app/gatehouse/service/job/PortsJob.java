package app.gatehouse.service.job;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;

/** Keeps the ports bound while there are sites: whoever held them may let go. */
public final class PortsJob implements Job {
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final SiteServer server;
  private final Sites sites;
  private final KnownTrouble trouble;

  public PortsJob(SiteServer server, Sites sites, KnownTrouble trouble) {
    this.server = server;
    this.sites = sites;
    this.trouble = trouble;
  }

  @Override
  public Instant run(Instant now) {
    if (!sites.isEmpty() && !server.isOpen()) {
      try {
        server.open();
      } catch (ProblemException e) {
        trouble.note(KnownTrouble.PORTS, e.problem());
        return now.plus(PERIOD);
      }
    }
    trouble.over(KnownTrouble.PORTS);
    return now.plus(PERIOD);
  }
}
