package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void whereThereIsNoneTheDefaultsHold() throws Exception {
    assertThat(SettingsFile.in(folder.resolve("no/home")).read()).isEqualTo(Settings.defaults());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void changesWhatItNames() throws Exception {
    write("{\"schema\":1,\"settings\":{\"https.port\":\"8443\"}}");

    var settings = SettingsFile.in(folder).read();

    assertThat(settings.httpsPort()).isEqualTo(8443);
    assertThat(settings.httpPort()).isEqualTo(80);
  }

  @Test
  void itsPathsStartAtItsFolder() throws Exception {
    write("{\"schema\":1,\"settings\":{\"acme.ca-file\":\"lab/ca.pem\"}}");

    assertThat(SettingsFile.in(folder).read().acmeCaFile()).contains(folder.resolve("lab/ca.pem"));
  }

  @Test
  void passesOverNoMisspeltName() throws Exception {
    write("{\"schema\":1,\"settings\":{\"http.prot\":\"1\"}}");

    assertThat(refusal().code()).isEqualTo(ProblemCode.SETTING_NOT_VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":1,\"settings\":{\"router.enabled\":\"false\",}}",
        "{\"schema\":1,\"settings\":",
        "{\"settings\":{\"router.enabled\":\"false\"}}",
        "{\"schema\":9,\"settings\":{\"router.enabled\":\"false\"}}",
        "{\"schema\":1}",
        ""
      })
  void isNeverReplacedByTheDefaults(String text) throws Exception {
    write(text);

    var problem = refusal();

    assertThat(problem.code()).isEqualTo(ProblemCode.SETTING_NOT_VALID);
    assertThat(problem.facts())
        .containsEntry(Problem.VARIANT, "file")
        .containsEntry("file", folder.resolve("settings.json").toString());
    assertThat(folder.resolve("settings.json")).hasContent(text);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void isReadThoughItsReaderIsInterrupted() throws Exception {
    write("{\"schema\":1,\"settings\":{\"http.port\":\"8080\"}}");
    Thread.currentThread().interrupt();
    try {
      assertThat(SettingsFile.in(folder).read().httpPort()).isEqualTo(8080);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("settings.json"), text);
  }

  private Problem refusal() {
    return catchThrowableOfType(ProblemException.class, () -> SettingsFile.in(folder).read())
        .problem();
  }
}
