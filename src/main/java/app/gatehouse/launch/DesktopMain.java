package app.gatehouse.launch;

/** {@code gatehouse-desktop}: the window, or {@code try} in the terminal without a display. */
public final class DesktopMain {
  private DesktopMain() {}

  public static void main(String[] arguments) {
    System.exit(GatehouseMain.run("try", "--once"));
  }
}
