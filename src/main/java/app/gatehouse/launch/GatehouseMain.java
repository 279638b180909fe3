package app.gatehouse.launch;

import app.gatehouse.cli.CommandLineProgram;
import java.util.Locale;

/** {@code gatehouse}: the command line. */
public final class GatehouseMain {
  private GatehouseMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return program().run(arguments);
  }

  static CommandLineProgram program() {
    var locale = Locale.getDefault(Locale.Category.DISPLAY);
    return new CommandLineProgram(new Programs(), new SystemTerminal(), locale);
  }
}
