package app.gatehouse.model.status;

/** What the owner is told without having asked. */
public enum NoticeKind {
  /** A certificate could not be renewed, often enough or late enough to be worth a look. */
  RENEWAL_FAILING,
  /** Visitors do not get what they should. */
  BROKEN,
  /** What was told before is over. */
  RECOVERED
}
