package app.gatehouse.platform.linux;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The real programs, without a shell, with nothing to read, and with an environment that nobody
 * outside of this class chooses. Safe for all threads.
 */
public final class SystemTools implements Tools {
  /** Rebuilding the list of trusted certificates takes ten seconds on a slow computer. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int MOST = 1 << 20;

  /** In one language, since answers are read by us. */
  private static final Map<String, String> FIXED =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C", "HOME", "/");

  private final Map<String, String> environment;

  private SystemTools(Map<String, String> environment) {
    this.environment = environment;
  }

  /** For programs that act on the whole computer. */
  public static SystemTools ofSystem() {
    return new SystemTools(FIXED);
  }

  /**
   * For programs that speak with the user's own session.
   *
   * @param own this process's environment, of which only what leads to the session is passed on
   */
  public static SystemTools ofUser(Map<String, String> own) {
    var environment = new HashMap<>(FIXED);
    for (var name : List.of("HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")) {
      var value = own.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return new SystemTools(Map.copyOf(environment));
  }

  @Override
  public boolean has(String program) {
    return Files.isExecutable(Path.of(program));
  }

  @Override
  public Answer run(List<String> command) {
    if (!command.getFirst().startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: " + command.getFirst());
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(new File("/"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return run(builder, LIMIT);
  }

  static Answer run(ProcessBuilder builder, Duration limit) {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Answer(Answer.NONE, String.valueOf(e.getMessage()));
    }
    var reading = new FutureTask<>(() -> read(process.getInputStream()));
    Thread.startVirtualThread(reading);
    try {
      if (builder.redirectInput() == ProcessBuilder.Redirect.PIPE) {
        process.getOutputStream().close();
      }
      var output = reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      // It has closed its output, so it is about to end.
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? new Answer(process.exitValue(), output)
          : late(limit);
    } catch (TimeoutException e) {
      return late(limit);
    } catch (ExecutionException | IOException e) {
      return new Answer(Answer.NONE, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(Answer.NONE, "interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Answer late(Duration limit) {
    return new Answer(Answer.NONE, "not finished after " + limit.toSeconds() + " s");
  }

  /** To the end, or the program would wait for us. */
  private static String read(InputStream stream) throws IOException {
    var kept = stream.readNBytes(MOST);
    stream.transferTo(OutputStream.nullOutputStream());
    return new String(kept, StandardCharsets.UTF_8);
  }
}
