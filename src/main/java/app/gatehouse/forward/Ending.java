package app.gatehouse.forward;

import org.jspecify.annotations.Nullable;

/**
 * Told to connections from outside their event loop: what has to end.
 *
 * @param kind how
 * @param host the site it is about, or null for all
 */
record Ending(Kind kind, @Nullable String host) {
  enum Kind {
    /** The forwarder closes: finish the running request, then close. */
    DRAIN,
    /** The site is no longer served: close. */
    SITE,
    /** Who may use the site, or its app, has changed: close what was let through for good. */
    TUNNELS
  }

  boolean concerns(String site) {
    return host == null || host.equals(site);
  }
}
