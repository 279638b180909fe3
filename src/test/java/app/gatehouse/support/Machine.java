package app.gatehouse.support;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Debian 12 with an init of its own in a container, without any network but its loopback. Here a
 * package can be installed, restarted and purged as on a computer. For root only.
 */
public final class Machine implements AutoCloseable {
  /** Where {@code provide.sh} keeps what it brings, too. */
  private static final Path CACHE =
      Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
          .map(Path::of)
          .orElse(Path.of(System.getProperty("user.home"), ".cache"))
          .resolve("gatehouse-test-servers/machine");

  private static final Duration BOOT = Duration.ofSeconds(60);

  private final Path root;
  private ChildProcess container;

  private Machine(Path root) throws IOException {
    this.root = root;
    container = start();
  }

  /**
   * What a command said and how it ended.
   *
   * @param output both streams as they came
   */
  public record Result(int status, String output) {}

  /** Unpacks a fresh system into the folder and waits until it runs; or the test is skipped. */
  public static Machine boot(Path folder) throws IOException, InterruptedException {
    var made =
        outcome(
            List.of("bash", Servers.sources().resolve("machine.sh").toString(), CACHE.toString()));
    Assumptions.assumeTrue(made.status() == 0, "machine: " + made.output().strip());
    var root = Files.createDirectories(folder.resolve("machine"));
    var tar = CACHE.resolve("machine.tar").toString();
    var unpacked = outcome(List.of("tar", "-xf", tar, "-C", root.toString(), "--exclude=./dev/*"));
    if (unpacked.status() != 0) {
      throw new IOException(unpacked.output());
    }
    var machine = new Machine(root);
    try {
      machine.awaitRunning();
    } catch (AssertionError e) {
      machine.close();
      Assumptions.abort("machine: it does not boot here: " + machine.container.output());
    }
    return machine;
  }

  private ChildProcess start() throws IOException {
    var tools = CACHE.resolve("nspawn/usr");
    return ChildProcess.of(tools.resolve("bin/systemd-nspawn"))
        .with("-q", "-D", root, "-M", "gatehouse-" + ProcessHandle.current().pid())
        .with("--register=no", "--keep-unit", "--private-network", "--boot", "--console=pipe")
        .environment("LD_LIBRARY_PATH", libraries(tools))
        .start();
  }

  private static String libraries(Path tools) throws IOException {
    try (var folders = Files.list(tools.resolve("lib"))) {
      var found = new ArrayList<String>();
      for (var folder : folders.filter(Files::isDirectory).toList()) {
        found.add(folder.resolve("systemd").toString());
        found.add(folder.toString());
      }
      return String.join(":", found);
    }
  }

  /** Runs a shell command as root in there. */
  public Result run(String command) throws IOException, InterruptedException {
    return outcome(inside("sh", "-c", command));
  }

  /** Runs a shell command as one of its users, as after a login. */
  public Result runAs(String user, String command) throws IOException, InterruptedException {
    return outcome(inside("su", "-", user, "-c", command));
  }

  /** Where a file of that system lies here. */
  public Path file(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** Shuts it down as a user would, and waits until it has come up again. */
  public void reboot() throws IOException, InterruptedException {
    run("systemctl reboot");
    // The container ends, and leaves it to its caller to start it again.
    container.awaitExit(BOOT);
    container = start();
    awaitRunning();
  }

  private void awaitRunning() {
    Eventually.get(
        "the machine runs",
        BOOT,
        () -> init() > 0 ? run("systemctl is-system-running").output() : "",
        state -> state.contains("running") || state.contains("degraded"));
  }

  /** Its process 1, as seen from here; 0 while there is none. */
  private long init() {
    return container
        .process()
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/systemd"))
        .map(ProcessHandle::pid)
        .min(Long::compare)
        .orElse(0L);
  }

  private List<String> inside(String... command) {
    var all =
        new ArrayList<>(
            List.of("nsenter", "-t", Long.toString(init()), "-m", "-u", "-i", "-p", "-n"));
    Collections.addAll(all, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8");
    Collections.addAll(all, command);
    return all;
  }

  private static Result outcome(List<String> command) throws IOException, InterruptedException {
    var output = Files.createTempFile("machine", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still at it after ten minutes: " + command);
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    container.kill();
    // Its files are not the test's to delete one by one: a hundred thousand, some of them odd.
    outcome(List.of("rm", "-rf", root.toString()));
  }
}
