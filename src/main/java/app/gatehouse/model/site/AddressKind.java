package app.gatehouse.model.site;

/** Where a site's public name comes from. */
public enum AddressKind {
  /** A free dynamic-DNS name. */
  DYNAMIC_NAME,
  /** A name under a domain of the user's own. */
  OWN_DOMAIN,
  /** The bare public IP address. */
  PUBLIC_IP,
  /** A name for the local network only, with a certificate of the own local CA. */
  PRIVATE;

  /** Whether people outside this home are meant to reach it, so that a public CA is needed. */
  public boolean isPublic() {
    return this != PRIVATE;
  }
}
