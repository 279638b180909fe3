package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SleepSettingsTest {
  private static final Map<String, String> GNOME = Map.of("XDG_CURRENT_DESKTOP", "ubuntu:GNOME");

  @TempDir Path root;

  @BeforeEach
  void aKernelThatCanSleep() throws IOException {
    write("sys/power/state", "freeze mem disk\n");
    Files.createDirectories(root.resolve("etc/systemd/system"));
  }

  @Test
  void doesNotKnowWithoutADesktopItCanAsk() {
    assertThat(sleeps(Map.of(), "", "")).isEmpty();
    assertThat(sleeps(Map.of("XDG_CURRENT_DESKTOP", "KDE"), "'suspend'", "1200")).isEmpty();
  }

  @Test
  void neverSleepsWhenTheTargetIsMasked() throws IOException {
    Files.createSymbolicLink(root.resolve("etc/systemd/system/sleep.target"), Path.of("/dev/null"));

    assertThat(sleeps(GNOME, "'suspend'", "1200")).contains(false);
  }

  @Test
  void neverSleepsWhenTheKernelCannot() throws IOException {
    write("sys/power/state", "\n");

    assertThat(sleeps(GNOME, "'suspend'", "1200")).contains(false);
  }

  @Test
  void sleepsWhenSystemdIsToldTo() throws IOException {
    write("etc/systemd/logind.conf", "[Login]\n#IdleAction=ignore\nIdleAction=ignore\n");
    write("etc/systemd/logind.conf.d/50-idle.conf", "[Login]\nIdleAction=suspend\n");

    assertThat(sleeps(Map.of(), "", "")).contains(true);
  }

  @Test
  void asksGnome() {
    assertThat(sleeps(GNOME, "'suspend'", "1200")).contains(true);
    assertThat(sleeps(GNOME, "'suspend'", "0")).contains(false);
    assertThat(sleeps(GNOME, "'nothing'", "1200")).contains(false);
    assertThat(sleeps(GNOME, "", "")).isEmpty();
  }

  private Optional<Boolean> sleeps(Map<String, String> environment, String type, String timeout) {
    return new SleepSettings(
            root,
            environment,
            command ->
                Optional.of(command.getLast().endsWith("-type") ? type : timeout)
                    .filter(answer -> !answer.isEmpty()))
        .sleepsWhenIdle();
  }

  private void write(String file, String content) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
