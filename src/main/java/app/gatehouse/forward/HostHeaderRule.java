package app.gatehouse.forward;

import app.gatehouse.model.site.Site;

/**
 * Which Host header an app gets. Most need the public one to build links and check origins; some
 * accept local names only.
 */
@FunctionalInterface
public interface HostHeaderRule {
  /** The visitor's Host header as it came. */
  HostHeaderRule PUBLIC = (site, publicHost) -> publicHost;

  /** The app's own port on {@code localhost}. */
  HostHeaderRule LOCALHOST = (site, publicHost) -> "localhost:" + site.app().port();

  /**
   * Called for every request on an event loop: must not block.
   *
   * @param publicHost the visitor's Host header, checked to be the site's
   */
  String hostHeader(Site site, String publicHost);
}
