package app.gatehouse.launch;

import app.gatehouse.cert.Certificates;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.ui.DesktopApp;
import app.gatehouse.ui.DesktopParts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Window;

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

  private Training() {}

  public static void main(String[] arguments) throws Exception {
    var folder = TemporaryFolder.make("gatehouse-training-");
    var trained = false;
    try {
      trained = run(folder.path().resolve("home"));
    } finally {
      folder.delete();
    }
    System.exit(trained ? 0 : 1);
  }

  private static boolean run(Path home) throws ProblemException, InterruptedException {
    if (command(home, "try", "--once", "--json") != 0) {
      return false;
    }
    var ready = new CountDownLatch(1);
    var service = Thread.ofPlatform().start(() -> serve(home, ready));
    ready.await();
    showWindow(home);
    var status = GatehouseMain.run("--home=" + home, "status");
    try (var connected = ServiceStarter.connect(home)) {
      connected.stop();
    }
    service.join();
    return status == 0;
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

  private static void showWindow(Path home) throws ProblemException, InterruptedException {
    DesktopApp.launch(
        new DesktopParts(
            () -> {
              Platform.runLater(Training::closeSoon);
              return ServiceStarter.connect(home);
            },
            () -> new WindowTrial(SampleTrial.start(LOOPBACK_ONLY)),
            (state, host) -> Certificates.localRootFile(state.resolve(Home.CERTIFICATES), host),
            Locale.SIMPLIFIED_CHINESE,
            new SavedLook(home.resolve("window")),
            desk -> Optional.empty(),
            false,
            desk -> {},
            InstantSource.system(),
            new SecureRandom()));
  }

  private static int command(Path home, String... words) {
    var command = new ArrayList<>(List.of("--home=" + home));
    LOOPBACK_ONLY.forEach((name, value) -> command.add("--set=" + name + "=" + value));
    command.addAll(List.of(words));
    return GatehouseMain.run(command.toArray(String[]::new));
  }

  private static void closeSoon() {
    var frames = new AtomicInteger();
    var timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (frames.incrementAndGet() >= FRAMES) {
              stop();
              List.copyOf(Window.getWindows()).forEach(Window::hide);
            }
          }
        };
    timer.start();
  }
}
