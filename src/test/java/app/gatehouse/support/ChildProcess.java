package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that a test starts. Its output goes to a file in {@code target/server-logs}; it and its
 * own children end with the test, at the latest with the test's JVM.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Path LOGS = Path.of("target", "server-logs").toAbsolutePath();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> List.copyOf(RUNNING).forEach(ChildProcess::kill)));
  }

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** What to start; {@link Builder#start} starts it. */
  public static Builder of(Path program, Object... arguments) {
    return new Builder(program).with(arguments);
  }

  /** Collects command, environment and folder. */
  public static final class Builder {
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path program;
    private @Nullable Path folder;
    private boolean listens;

    private Builder(Path program) {
      this.program = program;
      command.add(program.toString());
    }

    public Builder with(Object... arguments) {
      for (var argument : arguments) {
        command.add(argument.toString());
      }
      return this;
    }

    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Builder in(Path workingFolder) {
      folder = workingFolder;
      return this;
    }

    /** It reads what {@link ChildProcess#say} says; else its input is empty. */
    public Builder listening() {
      listens = true;
      return this;
    }

    /** Starts the program and returns at once; {@code name} names its log. */
    public ChildProcess start() {
      var name = String.valueOf(program.getFileName());
      try {
        Files.createDirectories(LOGS);
        var log =
            LOGS.resolve(
                name
                    + "-"
                    + ProcessHandle.current().pid()
                    + "-"
                    + COUNT.incrementAndGet()
                    + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!listens) {
          builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        }
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        if (folder != null) {
          builder.directory(folder.toFile());
        }
        var child = new ChildProcess(name, builder.start(), log);
        RUNNING.add(child);
        return child;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start " + command, e);
      }
    }
  }

  /** A line for its input. */
  public void say(String line) {
    try {
      var in = process.getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not listen", e);
    }
  }

  public Process process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file that holds what the program printed. */
  public Path log() {
    return log;
  }

  /** What the program printed so far, on both of its outputs. */
  public String output() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits at most 20 seconds until the output contains a match; returns the line. */
  public String awaitLine(String regex) {
    return awaitLine(regex, Duration.ofSeconds(20));
  }

  /**
   * Waits until a line of the output contains a match of the expression.
   *
   * @return the line
   * @throws AssertionError when there is none in time, or when the program ends before
   */
  public String awaitLine(String regex, Duration patience) {
    var pattern = Pattern.compile(regex);
    return Eventually.get(
            name + " prints " + regex + " (" + log + ")",
            patience,
            () -> {
              boolean alive = isAlive();
              var line = output().lines().filter(each -> pattern.matcher(each).find()).findFirst();
              if (line.isEmpty() && !alive) {
                throw new AssertionError(name + " ended before it printed " + regex + tail());
              }
              return line;
            },
            line -> line.isPresent())
        .orElseThrow();
  }

  /**
   * Waits until something accepts connections on the port of 127.0.0.1.
   *
   * @throws AssertionError when nothing does within 30 seconds, or when the program ends before
   */
  public void awaitPort(int port) {
    Eventually.isTrue(
        name + " listens on port " + port + " (" + log + ")",
        Duration.ofSeconds(30),
        () -> {
          if (!isAlive()) {
            throw new AssertionError(name + " ended before it listened on port " + port + tail());
          }
          try (var socket = new java.net.Socket()) {
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), 1000);
            return true;
          }
        });
  }

  /** Waits for the end and returns the exit status. */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " still runs after " + patience + tail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the end of " + name, e);
    }
    RUNNING.remove(this);
    return process.exitValue();
  }

  /** Asks the program to end (SIGTERM) and waits; kills it after 10 seconds. */
  public void stop() {
    process.destroy();
    try {
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        RUNNING.remove(this);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** Kills the program and its children (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not die");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(this);
  }

  @Override
  public void close() {
    kill();
  }

  private String tail() {
    var lines = output().lines().toList();
    return "; its last lines:\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }
}
