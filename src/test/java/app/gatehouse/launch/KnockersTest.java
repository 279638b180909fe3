package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProbeDoor;
import app.gatehouse.reach.probe.TemporaryDoor;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnockersTest {
  private static final ProbeDoor DOOR = new TemporaryDoor(ProbeTls::context);

  @TempDir Path folder;

  @Test
  void aListThatIsGoneKeepsNoServiceFromStarting() throws Exception {
    var home = Home.open(folder.resolve("home"), () -> Instant.EPOCH);

    var knockers = Knockers.ofService(gone(), home, DOOR, () -> Instant.EPOCH);

    assertThat(knockers.services().parties()).as("nobody who was not named").isEmpty();
    assertThat(home.notices())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.SETTING_NOT_VALID);
  }

  @Test
  void whoeverLooksOnceIsTold() throws Exception {
    var settings = gone();

    var thrown = catchThrowableOfType(ProblemException.class, () -> Knockers.once(settings, DOOR));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.SETTING_NOT_VALID);
  }

  private Settings gone() throws ProblemException {
    return Settings.defaults()
        .with(Map.of("probe.services", folder.resolve("gone.json").toString()));
  }
}
