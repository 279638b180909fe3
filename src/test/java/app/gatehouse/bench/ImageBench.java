package app.gatehouse.bench;

import app.gatehouse.sample.SampleApp;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.PanelDesktop;
import java.awt.AWTException;
import java.awt.Robot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The release image as somebody who has installed it meets it: until the first window shows
 * something, until the service listens, what the service takes of the memory when nothing happens,
 * and what all of it takes of the disk. Run its main method with the image and how often to try; it
 * asserts nothing. Needs what {@link PanelDesktop} needs, and a machine that does nothing else.
 */
public final class ImageBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(20);

  private final Path image;
  private final Path home;
  private final int tries;
  private final int httpsPort = FreePorts.next();

  private ImageBench(Path image, Path home, int tries) {
    this.image = image;
    this.home = home;
    this.tries = tries;
  }

  public static void main(String[] args) throws Exception {
    var home = Files.createTempDirectory("image-bench").resolve("home");
    new ImageBench(Path.of(args[0]).toAbsolutePath(), home, Integer.parseInt(args[1])).measure();
    System.exit(0);
  }

  private void measure() throws Exception {
    report("image", "MB", List.of(megabytes(image)));
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("settings.json"),
        """
        {"schema":1,"settings":{"router.enabled":"false","ip-echo.services":"",
        "listen.address":"127.0.0.1","http.port":"%d","https.port":"%d"}}
        """
            .formatted(FreePorts.next(), httpsPort));
    try (var app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0))) {
      gatehouse(
          "setup",
          "--app=" + app.upstream().port(),
          "--address=private",
          "--name=sample.home.arpa",
          "--guard=open",
          "--yes");
      gatehouse("stop");
      measureService();
      measureWindow();
    }
  }

  private void gatehouse(String... arguments) {
    try (var command =
        ChildProcess.of(image.resolve("bin/gatehouse"), "--home=" + home)
            .with((Object[]) arguments)
            .start()) {
      if (command.awaitExit(PATIENCE) != 0) {
        throw new IllegalStateException(command.output());
      }
    }
  }

  private ChildProcess service() {
    return ChildProcess.of(image.resolve("bin/gatehouse-service"), "--home=" + home).start();
  }

  private void measureService() throws Exception {
    var listening = new ArrayList<Double>();
    var resident = new ArrayList<Double>();
    for (var i = 0; i < tries; i++) {
      var started = System.nanoTime();
      try (var service = service()) {
        awaitListening();
        listening.add(seconds(started));
        Thread.sleep(IDLE);
        resident.add(residentMegabytes(service.pid()));
      }
    }
    report("service listening", "s", listening);
    report("service resident, idle for " + IDLE.toSeconds() + " s", "MB", resident);
  }

  private void awaitListening() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", httpsPort), 1000);
        return;
      } catch (IOException e) {
        Thread.sleep(5);
      }
    }
    throw new IllegalStateException("The service does not listen");
  }

  /** The service is there already, as on a computer where Gatehouse is installed. */
  private void measureWindow() throws InterruptedException {
    try (var _ = service();
        var desktop = PanelDesktop.start(false)) {
      awaitListening();
      var java = Path.of(System.getProperty("java.home"), "bin", "java");
      try (var watcher =
          desktop
              .command(
                  java,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Watcher.class.getName(),
                  image.resolve("bin/gatehouse-desktop").toString(),
                  home.toString(),
                  "" + tries)
              .start()) {
        if (watcher.awaitExit(PATIENCE.multipliedBy(5)) != 0) {
          throw new IllegalStateException(watcher.output());
        }
        report(
            "first window", "s", watcher.output().lines().map(Double::valueOf).sorted().toList());
      }
    }
  }

  /** Looks at the screen; needs a JVM of its own, which is started with that screen. */
  static final class Watcher {
    private static final int X = 550;
    private static final int Y = 400;

    private Watcher() {}

    public static void main(String[] args) throws Exception {
      for (var i = 0; i < Integer.parseInt(args[2]); i++) {
        // A new desktop settles; then the window before is gone.
        Thread.sleep(3000);
        System.out.println(untilSomethingShows(Path.of(args[0]), args[1]));
      }
    }

    private static double untilSomethingShows(Path program, String home)
        throws AWTException, InterruptedException {
      var robot = new Robot();
      var before = robot.getPixelColor(X, Y);
      var started = System.nanoTime();
      try (var _ = ChildProcess.of(program, "--home=" + home, "--lang=en").start()) {
        while (robot.getPixelColor(X, Y).equals(before)) {
          if (System.nanoTime() - started > PATIENCE.toNanos()) {
            throw new IllegalStateException("No window came");
          }
          Thread.sleep(5);
        }
        return seconds(started);
      }
    }
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private static double residentMegabytes(long pid) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
      }
    }
    throw new IllegalStateException("The service has ended");
  }

  private static double megabytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var bytes = 0L;
      for (var file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes / 1e6;
    }
  }

  private static void report(String what, String unit, List<Double> figures) {
    var sorted = figures.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%s: median %.2f %s (%.2f to %.2f, %d times)%n",
        what,
        sorted.get(sorted.size() / 2),
        unit,
        sorted.getFirst(),
        sorted.getLast(),
        sorted.size());
  }
}
