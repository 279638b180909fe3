package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutostartFilesTest {
  @TempDir private Path config;

  @Test
  void areOnlyThoseThatStartOurWindow() throws Exception {
    var files = new AutostartFiles(config);
    assertThat(files.ours()).isEmpty();
    var folder = Files.createDirectories(config.resolve("autostart"));
    var ours = write(folder, "gatehouse.desktop", "Exec=/usr/bin/gatehouse-desktop --tray");
    var notOurs = write(folder, "gatehouse-game.desktop", "Exec=/usr/games/gatehouse");
    var others = write(folder, "mail.desktop", "Exec=/usr/bin/gatehouse-desktop");
    assertThat(files.ours()).containsExactly(ours);
    files.remove();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(notOurs, others);
    }
  }

  private static Path write(Path folder, String name, String exec) throws Exception {
    return Files.writeString(folder.resolve(name), "[Desktop Entry]\nName=X\n" + exec + "\n");
  }
}
