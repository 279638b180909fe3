package app.gatehouse.cli;

import app.gatehouse.text.Texts;
import java.io.PrintWriter;

/** Runs one command and tells the exit status: 0 well, 1 a problem, 2 usage, 3 no service. */
public final class CommandLineProgram {
  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  public CommandLineProgram(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  /** Runs in the caller's thread until the command is over. */
  public int run(Texts texts, String... arguments) {
    err.println(surroundings.defaultHome());
    out.flush();
    err.flush();
    return ExitStatus.USAGE;
  }
}
