package app.gatehouse.cert;

/**
 * Hears how far an issue has come: progress for people, crash points for tests. Whatever was
 * reached survives a crash.
 */
@FunctionalInterface
public interface IssueListener {
  /** Hears nothing. */
  IssueListener SILENT = milestone -> {};

  /**
   * Called on the thread that issues, after the milestone's files are safely on disk.
   *
   * @param milestone one of {@link Milestones}; the words are the bundle's {@code
   *     progress.<milestone>}
   */
  void reached(String milestone);
}
