package app.gatehouse.launch;

/** {@code gatehouse-service}: {@code gatehouse serve} under a name of its own. */
public final class ServiceMain {
  private ServiceMain() {}

  public static void main(String[] arguments) {
    var command = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    command[arguments.length] = "serve";
    System.exit(GatehouseMain.run(command));
  }
}
