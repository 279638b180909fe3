package app.gatehouse.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/** Where a command was started from: its streams, its environment, and whether people sit there. */
public interface Terminal {

  /** For answers; with {@code --json} exactly one document. */
  PrintWriter out();

  /** For everything else. */
  PrintWriter err();

  /** Whether people read what is printed and may be asked. */
  boolean isInteractive();

  /** The next line of standard input; empty at its end. Blocks. */
  Optional<String> readLine();

  /** As {@link #readLine}, not shown while it is typed where that is possible. */
  Optional<String> readSecret();

  /** Environment variables. */
  Map<String, String> environment();
}
