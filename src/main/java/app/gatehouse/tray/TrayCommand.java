package app.gatehouse.tray;

import org.jspecify.annotations.Nullable;

/** What a click on the icon, in its menu or on a notification asks for. */
public sealed interface TrayCommand {

  /** In the web browser. */
  record OpenAddress(String url) implements TrayCommand {}

  /** To the clipboard. */
  record CopyAddress(String url) implements TrayCommand {}

  /**
   * Opens the window, or brings it to the front.
   *
   * @param site the name of the site to show there; null for all
   */
  record OpenDashboard(@Nullable String site) implements TrayCommand {}

  /** Opens the window on the page that says how its owner is told of trouble. */
  record OpenAlerts() implements TrayCommand {}

  record CheckNow() implements TrayCommand {}

  record TakeOffline(boolean offline) implements TrayCommand {}

  record KeepQuiet(boolean quiet) implements TrayCommand {}

  record StartService() implements TrayCommand {}

  record StartWithComputer(boolean on) implements TrayCommand {}

  /** Ends the window program; the service goes on. */
  record Quit() implements TrayCommand {}
}
