package app.gatehouse.launch;

import app.gatehouse.cli.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The process's own streams. */
final class SystemTerminal implements Terminal {
  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  private final PrintWriter out = writer(System.out);
  private final PrintWriter err = writer(System.err);
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, charset(System.out)));

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public PrintWriter err() {
    return err;
  }

  @Override
  public boolean isInteractive() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public Optional<String> readLine() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      // A stream that cannot be read has nobody at its other end.
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> readSecret() {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return readLine();
    }
    return Optional.ofNullable(console.readPassword()).map(String::new);
  }

  @Override
  public Map<String, String> environment() {
    return System.getenv();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, charset(stream));
  }

  /** UTF-8 whatever the locale says, so that scripts can rely on it; a Windows console cannot. */
  private static Charset charset(PrintStream stream) {
    return WINDOWS ? stream.charset() : StandardCharsets.UTF_8;
  }
}
