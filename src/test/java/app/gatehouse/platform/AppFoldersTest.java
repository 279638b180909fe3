package app.gatehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppFoldersTest {
  private static final Path ADA = Path.of("/home/ada");

  @Test
  void followsTheRulesOfLinux() {
    var plain = AppFolders.of("Linux", ADA, Map.of());
    assertThat(plain.state()).isEqualTo(ADA.resolve(".local/state/gatehouse"));
    assertThat(plain.config()).isEqualTo(ADA.resolve(".config/gatehouse"));
    assertThat(plain.runtime()).isEmpty();
    var set =
        AppFolders.of(
            "Linux",
            ADA,
            Map.of(
                "XDG_STATE_HOME", "/data",
                "XDG_CONFIG_HOME", "/config",
                "XDG_RUNTIME_DIR", "/run/user/1000"));
    assertThat(set.config()).isEqualTo(Path.of("/config/gatehouse"));
    assertThat(set.state()).isEqualTo(Path.of("/data/gatehouse"));
    assertThat(set.runtime()).contains(Path.of("/run/user/1000"));
  }

  @Test
  void ignoresAFolderThatIsNotAbsolute() {
    var relative =
        AppFolders.of("Linux", ADA, Map.of("XDG_STATE_HOME", "data", "XDG_RUNTIME_DIR", ""));
    assertThat(relative).isEqualTo(AppFolders.of("Linux", ADA, Map.of()));
  }

  @Test
  void keepsWishesOutOfTheHome() {
    for (var system : List.of("Linux", "Mac OS X", "Windows 11")) {
      var folders = AppFolders.of(system, ADA, Map.of());
      assertThat(folders.config()).isNotEqualTo(folders.state());
    }
  }

  @Test
  void knowsTheOtherSystems() {
    assertThat(AppFolders.of("Mac OS X", ADA, Map.of("XDG_RUNTIME_DIR", "/run")).state())
        .isEqualTo(ADA.resolve("Library/Application Support/Gatehouse"));
    var windows = AppFolders.of("Windows 11", ADA, Map.of("LOCALAPPDATA", "/local"));
    assertThat(windows.state()).isEqualTo(Path.of("/local/Gatehouse"));
    assertThat(AppFolders.of("Windows 11", ADA, Map.of()).state())
        .isEqualTo(ADA.resolve("AppData/Local/Gatehouse"));
  }
}
