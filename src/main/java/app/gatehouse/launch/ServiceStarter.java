package app.gatehouse.launch;

import app.gatehouse.control.ControlClient;
import app.gatehouse.control.ControlSocket;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.state.SettingsFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the service of a home or starts it: a process of its own, on the same Java and the same
 * class path, that outlives this one and its terminal. Where two start one at the same time, the
 * home's lock lets one of them win, and both find that one.
 */
final class ServiceStarter {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceStarter.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(25);

  /** How long another one, which was quicker, may still need. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private ServiceStarter() {}

  /**
   * @throws ProblemException {@code service-not-reachable} when there is none
   */
  static ServiceApi connect(Path home) throws ProblemException {
    var installed = Installation.of(home);
    if (installed.isPresent()) {
      return connect(installed.get());
    }
    var socket =
        ControlSocket.of(home)
            .orElseThrow(() -> Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception());
    return ControlClient.connect(socket);
  }

  /** Starting it is the system's business: nobody else could give it its ports. */
  private static ServiceApi connect(Installation installed) throws ProblemException {
    try {
      return ControlClient.connect(installed.socket(), installed.account());
    } catch (ProblemException e) {
      var problem = e.problem();
      throw problem.code() == ProblemCode.SERVICE_NOT_REACHABLE
              && !problem.facts().containsKey(Problem.VARIANT)
          ? new ProblemException(problem.variant("installed"), e)
          : e;
    }
  }

  static ServiceApi connectOrStart(Path folder, Map<String, String> overrides)
      throws ProblemException, InterruptedException {
    var running = tryConnect(folder);
    if (running.isPresent()) {
      return running.get();
    }
    // Else only the log of the service would say what is wrong with them.
    SettingsFile.in(folder).read().with(overrides);
    var opened = Home.open(folder, InstantSource.system());
    var home = opened.folder();
    var log = home.resolve("logs").resolve("service.log");
    var child = start(home, log, overrides);
    LOG.info("started the service, process {}", child.pid());
    var deadline = System.nanoTime() + LIMIT.toNanos();
    var childEnded = false;
    while (System.nanoTime() < deadline) {
      var service = tryConnect(home);
      if (service.isPresent()) {
        return service.get();
      }
      if (!childEnded && !child.isAlive()) {
        childEnded = true;
        // Where it could not even write why it has ended, that is why.
        opened.requireRoom();
        deadline = System.nanoTime() + GRACE.toNanos();
      }
      Thread.sleep(PAUSE);
    }
    throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).detail(lastLines(log)).exception();
  }

  /**
   * Waits until a service that somebody else starts can be spoken to. At most 30 s.
   *
   * @throws ProblemException {@code service-not-reachable} when it cannot
   */
  static void await(Path home) throws ProblemException, InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!RunningService.of(home).isRunning()) {
      if (System.nanoTime() >= deadline) {
        throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception();
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Optional<ServiceApi> tryConnect(Path home) throws ProblemException {
    try {
      return Optional.of(connect(home));
    } catch (ProblemException e) {
      var problem = e.problem();
      // It is there and does not want to talk to us: a second one would change nothing.
      if (problem.code() != ProblemCode.SERVICE_NOT_REACHABLE
          || problem.facts().containsKey(Problem.VARIANT)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Process start(Path home, Path log, Map<String, String> overrides)
      throws ProblemException {
    var builder = new ProcessBuilder(command(home, overrides));
    // Secrets that setup read from there are not for a process that runs for months.
    builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    builder.environment().put(ServiceProgram.DETACHED, "true");
    builder.directory(home.toFile());
    builder.redirectInput(new File(isWindows() ? "NUL" : "/dev/null"));
    builder.redirectErrorStream(true);
    // Only what comes before the service's own log files, and a dying Java's last words.
    builder.redirectOutput(log.toFile());
    try {
      Files.createDirectories(home.resolve("logs"));
      return builder.start();
    } catch (IOException e) {
      var problem = Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).cause(e);
      throw new ProblemException(problem, e);
    }
  }

  private static List<String> command(Path home, Map<String, String> overrides) {
    var command = new ArrayList<String>();
    // A session of its own: neither Ctrl-C nor the terminal's end reaches it.
    Optional.of(Path.of("/usr/bin/setsid"))
        .filter(Files::isExecutable)
        .ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(command(home));
    // What was typed here means a file here, while the service works in its home.
    Settings.absolute(overrides, Path.of("").toAbsolutePath())
        .forEach((name, value) -> command.add("--set=" + name + "=" + value));
    return command;
  }

  /** The service of a home as a command, with absolute paths only. */
  static List<String> command(Path home) {
    var command = new ArrayList<String>();
    var image = System.getProperty("gatehouse.image");
    if (image == null) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-cp");
      command.add(classPath());
      command.add(ServiceMain.class.getName());
    } else {
      var program = isWindows() ? "gatehouse-service.cmd" : "gatehouse-service";
      command.add(Path.of(image, "bin", program).toString());
    }
    command.add("--home=" + home);
    return command;
  }

  /** Absolute, since the service works in its home. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  private static String lastLines(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      return "no log";
    }
  }
}
