package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  private static final Answers ANSWERS =
      new Answers(
          "address",
          "7860",
          "gradio",
          AppKind.PAGES,
          null,
          "应用.example",
          null,
          null,
          null,
          null,
          ChallengeKind.AUTO,
          false,
          false);

  @TempDir Path folder;

  @Test
  void isForItsOwnerOnly() throws Exception {
    var home = Home.open(folder.resolve("a/b/home"), InstantSource.system());
    for (var path : new Path[] {home.folder(), home.sites(), home.certificates()}) {
      assertThat(rights(path)).isEqualTo("rwx------");
    }
    home.draftFile().save(Optional.of(ANSWERS));
    assertThat(rights(home.folder().resolve("draft.json"))).isEqualTo("rw-------");
    try (var lock = home.tryLock().orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(rights(home.folder().resolve("service.lock"))).isEqualTo("rw-------");
    }
  }

  @Test
  void takesAwayTheRightsOfOthers() throws Exception {
    var open = folder.resolve("home");
    Files.createDirectory(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(rights(Home.open(open, InstantSource.system()).folder())).isEqualTo("rwx------");
  }

  @Test
  void leavesAFolderOfOthersAsItIs() throws Exception {
    var www = Files.createDirectory(folder.resolve("www"));
    Files.setPosixFilePermissions(www, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(www.resolve("index.html"), "<h1>");

    assertDenied(www);

    assertThat(rights(www)).isEqualTo("rwxr-xr-x");
    assertThat(www.toFile().list()).containsExactly("index.html");
  }

  @Test
  void mayHoldItsSettingsBeforeAnythingElse() throws Exception {
    Files.writeString(folder.resolve("settings.json"), "{\"schema\":1,\"settings\":{}}");

    assertThat(Home.open(folder, InstantSource.system()).sites()).isDirectory();
  }

  @Test
  void mayItselfLieBehindALink() throws Exception {
    var real = Files.createDirectory(folder.resolve("real"));
    var link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(Home.open(link, InstantSource.system()).folder()).isEqualTo(real.toRealPath());
  }

  @Test
  void isDeniedWhereAFileIs() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    assertDenied(file);
    assertDenied(file.resolve("home"));
  }

  @Test
  void isDeniedWhenAPartOfItLeadsElsewhere() throws Exception {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    var home = Files.createDirectory(folder.resolve("home"));
    Files.createSymbolicLink(home.resolve("sites"), elsewhere);
    assertDenied(home);
  }

  @Test
  void hasOneServiceOnly() throws Exception {
    var home = Home.open(folder, InstantSource.system());
    var same = Home.open(folder, InstantSource.system());
    try (var lock = home.tryLock().orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(home.tryLock()).isEmpty();
      assertThat(same.tryLock()).isEmpty();
      assertThat(folder.resolve("service.lock"))
          .hasContent(Long.toString(ProcessHandle.current().pid()));
    }
    var again = same.tryLock();
    assertThat(again).isPresent();
    again.get().close();
  }

  @Test
  void theLockIsNotTakenThroughALink() throws Exception {
    var home = Home.open(folder.resolve("home"), InstantSource.system());
    var victim = Files.writeString(folder.resolve("victim"), "precious");
    Files.createSymbolicLink(home.folder().resolve("service.lock"), victim);
    assertThatThrownBy(home::tryLock).isInstanceOf(ProblemException.class);
    assertThat(victim).hasContent("precious");
  }

  @Test
  void removesWhatAKilledWriterLeftBehind() throws Exception {
    var home = Home.open(folder, InstantSource.system());
    var leftover = Files.writeString(home.sites().resolve(".0-0.tmp"), "{\"sch");
    var other = Files.writeString(home.sites().resolve("notes.tmp"), "of the user");
    // Whoever only looks must not take away what a living service is writing.
    assertThat(Home.open(folder, InstantSource.system()).siteFiles().readAll()).isEmpty();
    assertThat(leftover).exists();
    var account = Files.createDirectories(home.certificates().resolve("accounts/ca.example"));
    var key = Files.writeString(account.resolve(".1b-2.tmp"), "-----BEGIN PRIVATE KEY-----");
    home.tryLock().orElseThrow().close();
    assertThat(leftover).doesNotExist();
    assertThat(key).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void keepsAndForgetsTheDraft() throws Exception {
    var home = Home.open(folder, InstantSource.system());
    assertThat(home.draftFile().read()).isEmpty();
    home.draftFile().save(Optional.of(ANSWERS));
    assertThat(Home.open(folder, InstantSource.system()).draftFile().read()).contains(ANSWERS);
    home.draftFile().save(Optional.empty());
    home.draftFile().save(Optional.empty());
    assertThat(home.draftFile().read()).isEmpty();
  }

  private static void assertDenied(Path home) {
    var problem =
        catchThrowableOfType(ProblemException.class, () -> Home.open(home, InstantSource.system()))
            .problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.STORAGE_DENIED);
    assertThat(problem.facts()).containsKey("file");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
