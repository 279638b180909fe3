package app.gatehouse.model.status;

/** What the service does for a site by itself, again and again. */
public enum JobKind {
  /** Renews its certificate. */
  RENEWAL,
  /** Looks at what visitors are really given. */
  SERVED,
  /** Has somebody outside try whether visitors get in. */
  OUTSIDE,
  /** Keeps its name pointing at this home. */
  NAME,
  /** Keeps the router's port forwards. */
  MAPPING,
  /** Keeps the router's firewall open for IPv6. */
  PINHOLE,
  /** Looks whether the app runs. */
  APP
}
