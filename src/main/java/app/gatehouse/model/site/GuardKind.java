package app.gatehouse.model.site;

/** What stands before the app. */
public enum GuardKind {
  /** People sign in on a page; programs may use an API key instead. */
  LOGIN,
  /** Only requests with an API key pass; others get 401 as JSON. */
  API_KEY,
  /** Nobody is asked. Needs typed consent. */
  OPEN
}
