package app.gatehouse.model.site;

/**
 * Requests one client address may make in a minute; 0 means no limit.
 *
 * @param perMinute over all paths
 * @param perPathPerMinute for one path
 */
public record Limits(int perMinute, int perPathPerMinute) {
  /** For interfaces that programs call; each call may keep the graphics card busy for seconds. */
  public static final Limits API = new Limits(60, 10);

  /** For pages: one view of a page alone can be a hundred requests. */
  public static final Limits PAGES = new Limits(0, 0);

  public Limits {
    if (perMinute < 0 || perPathPerMinute < 0) {
      throw new IllegalArgumentException("a limit is never negative");
    }
  }
}
