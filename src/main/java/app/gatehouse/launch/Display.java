package app.gatehouse.launch;

/** Whether a window can be opened here, found out before JavaFX is touched: it dies loudly. */
final class Display {
  private Display() {}

  static boolean isThere() {
    var platform = System.getProperty("glass.platform", "");
    if (!platform.isEmpty() && !platform.equalsIgnoreCase("gtk")) {
      // Somebody chose one that draws into memory.
      return true;
    }
    var system = System.getProperty("os.name", "");
    if (system.startsWith("Windows") || system.startsWith("Mac")) {
      return true;
    }
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
  }

  private static boolean isSet(String variable) {
    var value = System.getenv(variable);
    return value != null && !value.isEmpty();
  }
}
