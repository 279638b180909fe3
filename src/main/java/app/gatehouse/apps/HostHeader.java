package app.gatehouse.apps;

/** Which Host header an app needs to see. */
public enum HostHeader {
  /** The name that the visitor used: what links and origin checks are made from. */
  PUBLIC,
  /** {@code localhost} and the app's port: for apps that answer only to local names. */
  LOCALHOST
}
