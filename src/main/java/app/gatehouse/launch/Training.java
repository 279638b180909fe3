package app.gatehouse.launch;

import app.gatehouse.cli.PlainOptions;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.sample.SampleApp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Run while the release image is built: walks the ways that every user walks, so that the JVM's
 * ahead-of-time cache knows their classes. Nothing leaves this computer, nothing is left behind.
 */
public final class Training {
  private static final Map<String, String> LOOPBACK_ONLY =
      Map.of(
          "router.enabled", "false",
          "ip-echo.services", "",
          "listen.address", "127.0.0.1",
          "http.port", "0",
          "https.port", "0");

  /** Enough for the first page to have looked for apps and drawn what it found. */
  private static final int FRAMES = 180;

  private static final String SITE = "sample.home.arpa";

  private Training() {}

  public static void main(String[] arguments) throws Exception {
    var folder = TemporaryFolder.make("gatehouse-training-");
    var trained = false;
    try {
      var home = folder.path().resolve("home");
      trained =
          switch (arguments[0]) {
            case "service" -> beTheService(home);
            case "desktop" -> beTheWindow(home);
            default -> throw new IllegalArgumentException(arguments[0]);
          };
    } finally {
      folder.delete();
    }
    System.exit(trained ? 0 : 1);
  }

  /** And the command line, which shares its cache. */
  private static boolean beTheService(Path home) throws ProblemException, InterruptedException {
    if (command(home, "try", "--once", "--json") != 0) {
      return false;
    }
    var ready = new CountDownLatch(1);
    var service = Thread.ofPlatform().start(() -> serve(home, ready));
    ready.await();
    var status = GatehouseMain.run("--home=" + home, "status");
    stopService(home);
    service.join();
    return status == 0;
  }

  /** First the wizard, since there is no site yet; then the dashboard with one. */
  private static boolean beTheWindow(Path home) throws Exception {
    try (var app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0))) {
      var options = new PlainOptions(home, "zh-CN", LOOPBACK_ONLY, Set.of());
      var published = new AtomicBoolean();
      var status =
          new DesktopMain(options)
              .run(
                  desk ->
                      afterFrames(
                          () -> {
                            published.set(publish(home, app.upstream().port()));
                            desk.openWindow(SITE);
                            afterFrames(desk::quit);
                          }));
      stopService(home);
      return status == 0 && published.get();
    }
  }

  /** By a process of its own, since what that loads is not the window's. */
  private static boolean publish(Path home, int port) {
    var command = new ArrayList<>(ServiceStarter.command(home));
    // Beside each other everywhere, on Windows as gatehouse.cmd.
    var service = Path.of(command.getFirst());
    var name = String.valueOf(service.getFileName()).replace("-service", "");
    command.set(0, service.resolveSibling(name).toString());
    command.addAll(
        List.of(
            "setup",
            "--app=" + port,
            "--address=private",
            "--name=" + SITE,
            "--guard=open",
            "--yes"));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      System.err.println(e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void stopService(Path home) throws ProblemException {
    try (var connected = ServiceStarter.connect(home)) {
      connected.stop();
    }
  }

  private static void serve(Path home, CountDownLatch ready) {
    try {
      ServiceProgram.run(home, LOOPBACK_ONLY, false, info -> ready.countDown());
    } catch (ProblemException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      ready.countDown();
    }
  }

  private static int command(Path home, String... words) {
    var command = new ArrayList<>(List.of("--home=" + home));
    LOOPBACK_ONLY.forEach((name, value) -> command.add("--set=" + name + "=" + value));
    command.addAll(List.of(words));
    return GatehouseMain.run(command.toArray(String[]::new));
  }

  /** Runs something in a thread of its own, once the window has been drawn often enough. */
  private static void afterFrames(Runnable then) {
    var frames = new AtomicInteger();
    var timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (frames.incrementAndGet() >= FRAMES) {
              stop();
              Thread.ofVirtual().start(then);
            }
          }
        };
    Platform.runLater(timer::start);
  }
}
