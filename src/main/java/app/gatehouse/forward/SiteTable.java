package app.gatehouse.forward;

import app.gatehouse.forward.guard.Guard;
import app.gatehouse.forward.guard.RateLimits;
import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.Site;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sites that are served, by host. Read on event loops, changed by any thread. */
final class SiteTable {
  private final Map<String, PublishedSite> sites = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final InstantSource clock;

  SiteTable(Sessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Publishes or replaces a site.
   *
   * @return what was published under that host before
   */
  Optional<PublishedSite> put(Site site, TlsMaterial material) {
    var tls = TlsContexts.server(material);
    var before = new PublishedSite[1];
    sites.compute(
        site.name(),
        (host, old) -> {
          before[0] = old;
          return new PublishedSite(
              site, new Guard(site, sessions, limits(site, old)), tls, material.leaf());
        });
    return Optional.ofNullable(before[0]);
  }

  /** Counts go on when a site is published again, else a restart of it would lift its limits. */
  private RateLimits limits(Site site, @Nullable PublishedSite old) {
    var limits = site.protection().limits();
    return old != null && old.guard().limits().limits().equals(limits)
        ? old.guard().limits()
        : new RateLimits(limits, clock);
  }

  void remove(String host) {
    sites.remove(Hosts.canonical(host));
  }

  /** The site of a host in canonical form, or null. */
  @Nullable PublishedSite find(String host) {
    return sites.get(host);
  }

  /**
   * The site for a connection that names none, which browsers do when the address is a bare IP: the
   * one of the address that was connected to, else the public one.
   */
  @Nullable PublishedSite findWithoutName(String localAddress) {
    var exact = sites.get(localAddress);
    return exact != null
        ? exact
        : sites.values().stream()
            .filter(each -> each.site().address().kind() == AddressKind.PUBLIC_IP)
            .min(Comparator.comparing(each -> each.site().name()))
            .orElse(null);
  }
}
