package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolledUsersTest {
  private static final String ME = System.getProperty("user.name");

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void open() throws ProblemException {
    home = Home.open(folder.resolve("home"), () -> Instant.EPOCH);
  }

  @Test
  void knowsWhoWasTakenUpAlsoAfterARestart() throws ProblemException {
    assertThat(home.enrolledUsers().contains(ME)).isFalse();

    home.enrolledUsers().add(ME);
    home.enrolledUsers().add(ME);

    assertThat(home.enrolledUsers().contains(ME)).isTrue();
    assertThat(home.enrolledUsers().contains("somebody-else")).isFalse();
  }

  @Test
  void takesUpOnlyUsersOfThisComputer() {
    var refused =
        catchThrowableOfType(
            ProblemException.class, () -> home.enrolledUsers().add("no-such-user-here"));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.NAME_NOT_VALID);
    assertThat(home.enrolledUsers().contains("no-such-user-here")).isFalse();
  }

  @Test
  void letsNobodyInByADamagedFile() throws Exception {
    home.enrolledUsers().add(ME);
    Files.writeString(home.folder().resolve("users.json"), "{\"schema\":1,\"users\":[");

    assertThat(home.enrolledUsers().contains(ME)).isFalse();
  }
}
