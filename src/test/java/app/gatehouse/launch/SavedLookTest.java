package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.ui.shared.Theme.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedLookTest {
  @TempDir private Path folder;

  @Test
  void remembersTheLook() {
    var config = folder.resolve("config/gatehouse");
    assertThat(new SavedLook(config).look()).isEqualTo(Look.SYSTEM);

    new SavedLook(config).remember(Look.DARK);

    assertThat(new SavedLook(config).look()).isEqualTo(Look.DARK);
  }

  @Test
  void looksAsTheSystemWhenTheFileIsBroken() throws Exception {
    Files.writeString(folder.resolve("window.json"), "{\"schema\":1,\"look\":\"PLAID\"}");
    assertThat(new SavedLook(folder).look()).isEqualTo(Look.SYSTEM);
  }

  @Test
  void livesWithAFolderThatCannotBeMade() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "no folder");
    var look = new SavedLook(file.resolve("gatehouse"));
    look.remember(Look.LIGHT);
    assertThat(look.look()).isEqualTo(Look.SYSTEM);
  }
}
