package app.gatehouse.tray;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the tray asks of the window program. Calls come from any thread and return at once. */
public interface Desk {

  void openBrowser(URI address);

  void copy(String text);

  /**
   * Opens the window, or brings it to the front.
   *
   * @param site the name of the site to show there; null for all
   */
  void openWindow(@Nullable String site);

  /** Opens the window on the page that says how its owner is told of trouble. */
  void openAlerts();

  /** Ends the program. */
  void quit();
}
