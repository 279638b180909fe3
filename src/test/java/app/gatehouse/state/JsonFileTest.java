package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T05:04:03.2Z"));
  private static final Pot POT = new Pot("茶", 3, List.of("a", "b"), null);

  @TempDir Path folder;
  private final List<Problem> notices = new ArrayList<>();

  record Pot(String name, int size, List<String> spouts, @Nullable String lid) {}

  @Test
  void givesBackWhatWasWritten() throws Exception {
    var file = file("pot.json");
    assertThat(file.read()).isEmpty();
    file.write(POT);
    assertThat(file.read()).contains(POT);
    assertThat(Files.readString(file.path())).startsWith("{\n  \"schema\" : 1,");
    file.delete();
    file.delete();
    assertThat(file.read()).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void leavesNothingBesideTheFile() throws Exception {
    var file = file("pot.json");
    for (var i = 0; i < 5; i++) {
      file.write(POT);
    }
    assertThat(files()).containsExactly("pot.json");
  }

  @Test
  void setsAsideWhatIsCutOffAnywhere() throws Exception {
    var whole = written();
    for (var length = 0; length < whole.length; length++) {
      var cut = java.util.Arrays.copyOf(whole, length);
      var file = file("cut-" + length + ".json");
      Files.write(file.path(), cut);
      var read = file.read();
      if (read.isPresent()) {
        // Only the line's end was lost.
        assertThat(read).contains(POT);
        assertThat(length).isEqualTo(whole.length - 1);
      } else {
        assertSetAside(file.path(), cut);
      }
    }
  }

  @Test
  void survivesEveryBrokenByte() throws Exception {
    var whole = written();
    for (var at = 0; at < whole.length; at++) {
      for (var wrong : new byte[] {0, '"', '}', '9', (byte) 0xff}) {
        var broken = whole.clone();
        broken[at] = wrong;
        var file = file("broken-" + at + "-" + (wrong & 0xff) + ".json");
        Files.write(file.path(), broken);
        // Either it can still be read, or it is set aside as it was; nothing is lost or thrown.
        if (file.read().isEmpty()) {
          assertSetAside(file.path(), broken);
        } else {
          assertThat(Files.readAllBytes(file.path())).isEqualTo(broken);
        }
      }
    }
  }

  @Test
  void anInterruptDoesNotMakeItBroken() throws Exception {
    var file = file("pot.json");
    file.write(POT);
    Thread.currentThread().interrupt();
    try {
      assertThat(file.read()).contains(POT);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(notices).isEmpty();
    assertThat(files()).containsExactly("pot.json");
  }

  @Test
  void setsAsideWhatIsNoFile() throws Exception {
    var victim = Files.writeString(folder.resolve("victim"), new String(written(), UTF_8));
    Files.createSymbolicLink(folder.resolve("link.json"), victim);
    assertThat(file("link.json").read()).isEmpty();
    Files.createDirectories(folder.resolve("folder.json/inside"));
    assertThat(file("folder.json").read()).isEmpty();
    var pipe = folder.resolve("pipe.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(file("pipe.json").read()).isEmpty();
    assertThat(notices).hasSize(3);
    assertThat(files()).noneMatch(name -> name.endsWith(".json"));
  }

  @Test
  void replacesALinkInsteadOfFollowingIt() throws Exception {
    var victim = Files.writeString(folder.resolve("victim"), "precious");
    var file = file("link.json");
    Files.createSymbolicLink(file.path(), victim);
    file.write(POT);
    assertThat(victim).hasContent("precious");
    assertThat(file.path()).isRegularFile();
    assertThat(Files.isSymbolicLink(file.path())).isFalse();
  }

  @Test
  void neverOverwritesWhatWasSetAsideBefore() throws Exception {
    for (var i = 0; i < 3; i++) {
      Files.writeString(folder.resolve("pot.json"), "broken " + i);
      assertThat(file("pot.json").read()).isEmpty();
    }
    assertThat(files())
        .containsExactlyInAnyOrder(
            "pot.json.broken-20261122T050403Z",
            "pot.json.broken-20261122T050403Z-2",
            "pot.json.broken-20261122T050403Z-3");
    assertThat(notices)
        .allMatch(notice -> notice.code() == ProblemCode.STATE_FILE_SET_ASIDE)
        .extracting(notice -> notice.facts().get("kept-as"))
        .contains(folder.resolve("pot.json.broken-20261122T050403Z-3").toString());
  }

  @Test
  void setsAsideHugeAndDeeplyNestedFiles() throws Exception {
    Files.write(folder.resolve("huge.json"), new byte[5 << 20]);
    Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
    assertThat(file("huge.json").read()).isEmpty();
    assertThat(file("deep.json").read()).isEmpty();
    assertThat(notices).hasSize(2);
  }

  @Test
  void keepsWhatANewerVersionWrote() throws Exception {
    Files.writeString(folder.resolve("pot.json"), "{\"schema\":2,\"form\":\"round\"}");
    assertThat(file("pot.json").read()).isEmpty();
    assertThat(notices).singleElement().extracting(Problem::detail).asString().contains("newer");
  }

  @Test
  void bringsOlderFilesUpStepByStep() throws Exception {
    Files.writeString(
        folder.resolve("pot.json"), "{\"schema\":1,\"title\":\"x\",\"litres\":\"2\"}");
    Migration migration =
        (content, schema) -> {
          switch (schema) {
            case 1 -> content.set("name", content.remove("title"));
            case 2 -> content.put("size", Integer.parseInt(content.remove("litres").stringValue()));
            default -> throw new IllegalArgumentException("schema " + schema);
          }
          content.putArray("spouts");
        };
    var file =
        new JsonFile<>(folder.resolve("pot.json"), Pot.class, 3, migration, CLOCK, notices::add);
    assertThat(file.read()).contains(new Pot("x", 2, List.of(), null));
    file.write(POT);
    assertThat(Files.readString(file.path())).contains("\"schema\" : 3");
  }

  @Test
  void saysThatItsFolderIsMissing() {
    var file = file("missing/pot.json");
    var problem = catchThrowableOfType(ProblemException.class, () -> file.write(POT)).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.STORAGE_DENIED);
    assertThat(problem.facts()).containsEntry("file", file.path().toString());
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private JsonFile<Pot> file(String name) {
    return new JsonFile<>(folder.resolve(name), Pot.class, 1, Migration.NONE, CLOCK, notices::add);
  }

  private byte[] written() throws ProblemException, IOException {
    var file = file("model.json");
    file.write(POT);
    var bytes = Files.readAllBytes(file.path());
    file.delete();
    return bytes;
  }

  private void assertSetAside(Path path, byte[] content) throws IOException {
    assertThat(path).doesNotExist();
    var kept = folder.resolve(path.getFileName() + ".broken-20261122T050403Z");
    assertThat(Files.readAllBytes(kept)).isEqualTo(content);
    assertThat(notices.getLast().facts())
        .containsEntry("file", path.toString())
        .containsEntry("kept-as", kept.toString());
  }

  private List<String> files() throws IOException {
    try (var found = Files.list(folder)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("victim"))
          .toList();
    }
  }
}
