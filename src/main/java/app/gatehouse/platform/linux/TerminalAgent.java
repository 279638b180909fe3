package app.gatehouse.platform.linux;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for passwords in this process's terminal until it is closed. Does nothing where there is no
 * terminal, and steps back where a desktop asks.
 *
 * <p>pkexec has an agent of its own for that, whose right answers polkit refuses up to version 124
 * ("No session for cookie"): that of Debian 12, for one.
 */
final class TerminalAgent implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/pkttyagent";

  private final @Nullable Process process;

  private TerminalAgent(@Nullable Process process) {
    this.process = process;
  }

  /** Returns when it is ready to ask. */
  static TerminalAgent start() {
    var console = Optional.ofNullable(System.console());
    var isThere = console.filter(each -> each.isTerminal()).isPresent();
    if (!isThere || !Files.isExecutable(Path.of(PROGRAM))) {
      return new TerminalAgent(null);
    }
    var own = Long.toString(ProcessHandle.current().pid());
    // It closes its standard output when it is ready, or ends; it asks in the terminal directly.
    var builder =
        new ProcessBuilder(PROGRAM, "--fallback", "--notify-fd=1", "--process=" + own)
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      var process = builder.start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return new TerminalAgent(process);
    } catch (IOException e) {
      return new TerminalAgent(null);
    }
  }

  /** Whether it asks, so that nobody else has to. */
  boolean isReady() {
    return process != null && process.isAlive();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
