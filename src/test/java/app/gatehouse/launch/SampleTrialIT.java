package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.OtherJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trial leaves behind: nothing, whenever it ends. */
class SampleTrialIT {
  private static final Map<String, String> LOOPBACK_ONLY =
      Map.of("ip-echo.services", "", "router.enabled", "false");

  @TempDir private Path temporary;

  /** Part of the folder's tree at whose appearance the signal comes. */
  @ParameterizedTest
  @ValueSource(strings = {"", "home", "home/sites", "home/session.secret", "home/operations"})
  void aSignalDuringTheStartLeavesNothing(String moment) throws Exception {
    try (var child =
        ChildProcess.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                GatehouseMain.class.getName())
            .with("--set=ip-echo.services=", "try")
            .start()) {
      Eventually.isTrue(
          "it makes " + moment,
          Duration.ofSeconds(60),
          () -> trials().stream().anyMatch(trial -> Files.exists(trial.resolve(moment))));

      child.process().destroy();

      child.awaitExit(Duration.ofSeconds(60));
      assertThat(trials()).as(child.output()).isEmpty();
    }
  }

  private List<Path> trials() {
    try (var files = Files.list(temporary)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith("gatehouse-try-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTrialThatHasEndedIsKeptByNobody() throws Exception {
    var threadsBefore = clientThreads();
    var trial = SampleTrial.start(LOOPBACK_ONLY);
    var kept = new WeakReference<>(trial);
    trial.close();
    trial.close();
    trial = null;

    Eventually.isTrue(
        "it is forgotten",
        Duration.ofSeconds(20),
        () -> {
          System.gc();
          return kept.get() == null;
        });
    Eventually.isTrue("its HTTP clients end", () -> clientThreads() <= threadsBefore);
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .count();
  }

  @Test
  void aStartThatIsInterruptedEndsEverything() throws Exception {
    var entered = new CountDownLatch(1);
    var thrown = new AtomicReference<Throwable>();
    var starter =
        Thread.ofPlatform()
            .start(
                () -> {
                  entered.countDown();
                  try {
                    SampleTrial.start(LOOPBACK_ONLY).close();
                  } catch (Throwable e) {
                    thrown.set(e);
                  }
                });
    entered.await();
    starter.interrupt();
    starter.join();

    assertThatThrownBy(
            () -> {
              throw thrown.get();
            })
        .isInstanceOf(Exception.class);
  }

  @Test
  void aFolderThatCannotBeReadIsNoReasonToBreakOff() {
    try (var child = OtherJvm.asStranger(Unreadable.class).start()) {
      assertThat(child.awaitExit(Duration.ofSeconds(60))).as(child.output()).isZero();
      assertThat(child.output()).contains("goes on");
    }
  }

  /** A temporary folder with something in it that cannot be looked into. */
  static final class Unreadable {
    private Unreadable() {}

    public static void main(String[] arguments) throws Exception {
      var folder = TemporaryFolder.make("gatehouse-unreadable-");
      var part = Files.createDirectory(folder.path().resolve("part"));
      Files.setPosixFilePermissions(part, Set.of());

      folder.delete();

      System.out.println("goes on");
      Files.delete(part);
      Files.delete(folder.path());
    }
  }
}
