package app.gatehouse.model.plan;

import java.util.Locale;

/** The steps a plan may have, in the order in which they are done; undone in reverse. */
public enum StepKind {
  /** Bind the forwarder's ports on this computer. */
  OPEN_PORTS,
  /** Ask the router to forward them here. */
  MAP_PORTS,
  /** Try the order at the CA's test directory; only in plans that ask for it. */
  REHEARSE,
  /** Get a certificate: from the ACME CA or from the local one. */
  CERTIFICATE,
  /** Let the forwarder serve the site. */
  PUBLISH,
  /** Fetch the address as a visitor would and verify the certificate actually served. */
  PROVE;

  /** As in JSON and message keys, for example {@code map-ports}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
