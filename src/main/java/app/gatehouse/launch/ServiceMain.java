package app.gatehouse.launch;

/** {@code gatehouse-service}: {@code gatehouse serve} under a name of its own. */
public final class ServiceMain {
  private ServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(GatehouseMain.program().serve(arguments));
  }
}
