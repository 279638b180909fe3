package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.OtherJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSetupIT {
  @TempDir private Path folder;

  @Test
  void whatNoThreadCatchesIsLogged() throws Exception {
    try (var child = OtherJvm.plain(Breaks.class, folder).start()) {
      assertThat(child.awaitExit(Duration.ofSeconds(60))).as(child.output()).isZero();
    }

    assertThat(Files.readString(folder.resolve("gatehouse.0.log")))
        .contains("SEVERE", "Thread \"careless\" broke off", "IllegalStateException: bug");
  }

  /** A service's logs, and a mistake. */
  static final class Breaks {
    private Breaks() {}

    public static void main(String[] arguments) throws Exception {
      LogSetup.toFiles(Path.of(arguments[0]), false, false);
      Thread.ofVirtual()
          .name("careless")
          .start(
              () -> {
                throw new IllegalStateException("bug");
              })
          .join();
    }
  }
}
