package app.gatehouse.model.site;

/** What an app is for, which decides the protection that is proposed. */
public enum AppKind {
  /** Pages for people in a browser: a login fits. */
  PAGES,
  /** An interface for programs: an API key fits. */
  API
}
