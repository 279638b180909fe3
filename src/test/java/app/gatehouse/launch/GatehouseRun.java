package app.gatehouse.launch;

import app.gatehouse.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/**
 * {@code gatehouse} as a process of its own, in one home: from the image where that is up to date,
 * else from the classes. Standard output and standard error are kept apart.
 */
final class GatehouseRun {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;
  private final List<String> settings = new ArrayList<>();
  private List<String> before = List.of();

  /**
   * @param folder of the test, for the home and for what programs print
   */
  GatehouseRun(Path folder) {
    this.folder = folder;
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Settings for what is started from now on. */
  GatehouseRun set(String name, Object value) {
    settings.add("--set=" + name + "=" + value);
    return this;
  }

  List<String> settings() {
    return List.copyOf(settings);
  }

  /** Runs it below another program, such as {@code setpriv}. */
  GatehouseRun below(List<String> program) {
    before = program;
    return this;
  }

  /** Skips the test unless a program below that one can read the image. */
  static void requireImageFor(List<String> program) throws IOException, InterruptedException {
    var jar = Path.of(String.valueOf(System.getProperty("image")), "lib", "gatehouse.jar");
    Assumptions.assumeTrue(isFresh(jar), "the image is not built");
    var command = new ArrayList<>(program);
    command.addAll(List.of("test", "-r", jar.toString()));
    Assumptions.assumeTrue(
        new ProcessBuilder(command).start().waitFor() == 0, "other users cannot read " + jar);
  }

  /** Runs a command without the settings and waits for its end. */
  Answer run(String... arguments) {
    return await(start(List.of(arguments)));
  }

  /** Runs a command with the settings and waits for its end. */
  Answer runWithSettings(String... arguments) {
    var all = new ArrayList<>(settings);
    all.addAll(List.of(arguments));
    return await(start(all));
  }

  /** Starts a command with the settings and lets it run. */
  Running startWithSettings(String... arguments) {
    var all = new ArrayList<>(settings);
    all.addAll(List.of(arguments));
    return start(all);
  }

  private Running start(List<String> arguments) {
    try {
      var out = Files.createTempFile(folder, "out", ".txt").toFile();
      var err = Files.createTempFile(folder, "err", ".txt").toFile();
      var command = new ArrayList<>(before);
      command.addAll(program(arguments));
      command.add("--home=" + home());
      command.addAll(arguments);
      var builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
      builder.redirectInput(new File("/dev/null"));
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
      // Its sockets belong to the test as well, and nothing of this user's own is found there.
      builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
      builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
      return new Running(builder.start(), out.toPath(), err.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> program(List<String> arguments) {
    var image = System.getProperty("image");
    if (image != null && isFresh(Path.of(image, "lib", "gatehouse.jar"))) {
      return List.of(Path.of(image, "bin", "gatehouse").toString());
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@packaging/jvm/common.options");
    command.add(
        arguments.contains("serve")
            ? "@packaging/jvm/service.options"
            : "@packaging/jvm/cli.options");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), GatehouseMain.class.getName()));
    return command;
  }

  /** A jar from an earlier build would test yesterday's program. */
  private static boolean isFresh(Path jar) {
    try (Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
      var built = Files.getLastModifiedTime(jar);
      for (var file : classes.filter(Files::isRegularFile).toList()) {
        FileTime compiled = Files.getLastModifiedTime(file);
        if (compiled.compareTo(built) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Answer await(Running running) {
    try {
      if (!running.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        running.process.destroyForcibly();
        throw new AssertionError("still runs: " + running.out() + running.err());
      }
      return new Answer(running.process.exitValue(), running.out(), running.err());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A command that was started; closing kills it. */
  record Running(Process process, Path outFile, Path errFile) implements AutoCloseable {
    String out() {
      return read(outFile);
    }

    String err() {
      return read(errFile);
    }

    Answer await() {
      return GatehouseRun.await(this);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }

    private static String read(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How a command ended and what it said. */
  record Answer(int status, String out, String err) {
    /** Standard output, which must be exactly one JSON document. */
    JsonNode json() {
      try {
        return Json.PLAIN.read(out, JsonNode.class);
      } catch (IOException e) {
        throw new AssertionError("not one JSON document: " + out + "\n" + err, e);
      }
    }
  }
}
