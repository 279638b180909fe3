package app.gatehouse.launch;

import app.gatehouse.cli.CommandLineProgram;
import app.gatehouse.text.Texts;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code gatehouse}: the command line. */
public final class GatehouseMain {
  private GatehouseMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    var program = new CommandLineProgram(new Programs(), writer(System.out), writer(System.err));
    return program.run(Texts.of(Locale.getDefault()), arguments);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
