package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutostartTest {
  @TempDir Path folder;
  private Path everybodys;
  private Path own;
  private Autostart autostart;

  @BeforeEach
  void make() {
    everybodys = folder.resolve("etc-gatehouse.desktop");
    own = folder.resolve("config/autostart/gatehouse.desktop");
    autostart =
        new Autostart(
            folder.resolve("config"),
            everybodys,
            Path.of("/opt/my \"apps\"/bin/gatehouse-desktop"));
  }

  @Test
  void isOffUntilItIsWantedWhereNoPackageIsInstalled() throws Exception {
    assertThat(autostart.isOn()).isFalse();

    autostart.set(true);
    assertThat(autostart.isOn()).isTrue();
    assertThat(Files.readString(own))
        .contains("Exec=\"/opt/my \\\\\"apps\\\\\"/bin/gatehouse-desktop\" --tray\n")
        .contains("Hidden=false\n");

    autostart.set(false);
    assertThat(autostart.isOn()).isFalse();
    assertThat(own).doesNotExist();
  }

  @Test
  void isOnForEverybodyWithAPackageUntilItIsNotWanted() throws Exception {
    Files.writeString(everybodys, "[Desktop Entry]\n");
    assertThat(autostart.isOn()).isTrue();

    autostart.set(false);
    assertThat(autostart.isOn()).isFalse();
    assertThat(Files.readString(own)).contains("Hidden=true\n");

    autostart.set(true);
    assertThat(autostart.isOn()).isTrue();
    assertThat(own).doesNotExist();
  }

  @Test
  void itsFileIsFoundByAnUninstallation() throws IOException, ProblemException {
    Files.writeString(everybodys, "[Desktop Entry]\n");
    autostart.set(false);

    assertThat(new AutostartFiles(folder.resolve("config")).ours()).containsExactly(own);
  }
}
