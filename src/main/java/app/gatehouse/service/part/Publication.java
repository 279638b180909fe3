package app.gatehouse.service.part;

import app.gatehouse.cert.StoredCertificate;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;

/**
 * What visitors get: a site's file and what the forwarder serves for it, changed together and by
 * one at a time, so that nobody brings back what another took away. All threads.
 */
public final class Publication {
  private final Sites sites;
  private final SiteServer server;
  private final CertificateSource certificates;

  public Publication(Sites sites, SiteServer server, CertificateSource certificates) {
    this.sites = sites;
    this.server = server;
    this.certificates = certificates;
  }

  /**
   * Serves a site from now on, also after a restart.
   *
   * @throws ProblemException {@code key-unreadable} when it has no certificate, {@code
   *     storage-full}, {@code storage-denied}
   */
  public synchronized void publish(Site site) throws ProblemException {
    var certificate =
        certificates
            .current(site.name())
            .orElseThrow(
                () ->
                    Problem.error(ProblemCode.KEY_UNREADABLE)
                        .with("name", site.name())
                        .exception());
    sites.put(site);
    server.serve(site, certificate.tls());
  }

  /**
   * Pauses a site or lets it go on.
   *
   * @throws ProblemException {@code site-not-found}, {@code storage-full}, {@code storage-denied}
   */
  public synchronized void pause(String name, boolean paused) throws ProblemException {
    change(sites.known(name).withPaused(paused));
  }

  /**
   * Serves a site otherwise from now on; connections that are open end as they began.
   *
   * @throws ProblemException {@code site-not-found}, {@code storage-full}, {@code storage-denied}
   */
  public synchronized void change(Site changed) throws ProblemException {
    sites.known(changed.name());
    sites.put(changed);
    var certificate = certificates.current(changed.name());
    if (certificate.isPresent()) {
      server.serve(changed, certificate.get().tls());
    }
  }

  /**
   * Takes a site back. Its file goes first: where that cannot be deleted, the site stays as it is.
   *
   * @throws ProblemException {@code storage-denied}
   */
  public synchronized void withdraw(String name) throws ProblemException {
    sites.remove(name);
    server.withdraw(name);
  }

  /**
   * Serves a site with the newest of its certificates, whoever stored that. Does nothing when
   * exactly this is being served, when there is none, or when the site is gone. An older one, since
   * the newest cannot be read, is better than nothing but not better than what is being served.
   *
   * @return whether something else is served now than before
   * @throws ProblemException none of its certificates can be used
   */
  public synchronized boolean refresh(String name) throws ProblemException {
    var site = sites.find(name);
    if (site.isEmpty()) {
      return false;
    }
    var stored = certificates.current(name);
    if (stored.isEmpty() || isServed(name, stored.get())) {
      return false;
    }
    if (!stored.get().remarks().isEmpty() && server.serving(name).isPresent()) {
      return false;
    }
    server.serve(site.get(), stored.get().tls());
    return true;
  }

  /** Whether new connections for a host are given exactly this certificate. */
  public boolean isServed(String host, StoredCertificate certificate) {
    return server.serving(host).filter(certificate.tls().leaf()::equals).isPresent();
  }
}
