package app.gatehouse.tray;

/**
 * Draws the icon, its menu and notifications. Calls come from any thread, return soon and never
 * fail: what cannot be shown is logged.
 */
public interface TrayHost extends AutoCloseable {

  /** Whether there is a place where the user sees the icon now; may change at any time. */
  boolean isShown();

  void show(TrayFace face);

  void tell(Notification notification);

  /** Takes the icon away. Notifications may stay. */
  @Override
  void close();
}
