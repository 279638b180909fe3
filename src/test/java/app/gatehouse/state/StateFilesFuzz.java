package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file of the home holds: its value, or the file is set aside as it was and reported.
 * What was read can be written and read again.
 */
class StateFilesFuzz {
  private static final List<Class<?>> SHAPES =
      List.of(Site.class, Answers.class, SettingsFile.Changed.class);

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    var site =
        """
        {"schema":1,"address":{"kind":"own-domain","host":"a.example"},
         "app":{"host":"127.0.0.1","port":7860},"preset":"generic",
         "protection":{"guard":"login","users":[{"name":"ada","passwordHash":"x"}],"keys":[],
          "limits":{"perMinute":60,"perPathPerMinute":10}},
         "certificate":{"directory":"https://a.example/dir","challenge":"auto"},"paused":false}
        """;
    return Seeds.utf8(
        site,
        site.replace("60", "-1"),
        site.replace("60", "1e999999999"),
        site.replace("7860", "99999999999999999999"),
        site.replace("\"keys\":[]", "\"keys\":[null]"),
        site.replace("\"host\":\"a.example\"", "\"host\":null"),
        site.replace("https://a.example/dir", "::"),
        site.replace("\"schema\":1", "\"schema\":1.0"),
        site.replace("\"schema\":1", "\"schema\":2"),
        site.replace("\"schema\":1", "\"schema\":-1"),
        "{\"schema\":1,\"page\":\"app\",\"preset\":\"generic\",\"appKind\":\"pages\","
            + "\"challenge\":\"auto\",\"termsAgreed\":false,\"openConsent\":false}",
        "{\"schema\":1,\"settings\":{\"http.port\":\"80\"}}",
        "{\"schema\":1,\"settings\":{\"http.port\":null}}",
        "{\"schema\":1,\"settings\":{\"http.port\":{}}}",
        "{\"schema\":1}",
        "{\"schema\":1}{}",
        "[]",
        "null",
        "{\"a\":".repeat(40),
        "\ufeff{\"schema\":1}",
        "{\"schema\":1,\"settings\":{\"\ud83d\ude00\":\"\\ud800\"}}");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] content) throws Exception {
    for (var shape : SHAPES) {
      check(shape, content);
    }
  }

  @DictionaryEntries({
    "{\\x22schema\\x22:1,",
    "\\x22address\\x22:",
    "\\x22protection\\x22:",
    "\\x22limits\\x22:",
    "\\x22certificate\\x22:",
    "\\x22settings\\x22:{",
    "own-domain",
    "api-key",
    "null",
    "[]",
    "1e999999"
  })
  @MethodSource("seeds")
  @FuzzTest
  void isReadOrSetAside(byte[] content) throws Exception {
    check(SHAPES.get(content.length % SHAPES.size()), content);
  }

  private static <T> void check(Class<T> shape, byte[] content)
      throws IOException, ProblemException {
    var notices = new ArrayList<Problem>();
    var path = folder.resolve("file.json");
    var file = new JsonFile<>(path, shape, 1, Migration.NONE, () -> Instant.EPOCH, notices::add);
    Files.write(path, content);
    var value = file.read();
    if (value.isPresent()) {
      assertThat(notices).isEmpty();
      file.write(value.get());
      // Half a character, which JSON can spell and UTF-8 cannot, is a question mark from then on.
      var again = file.read();
      file.write(again.orElseThrow());
      assertThat(file.read()).isEqualTo(again);
      return;
    }
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst().code()).isEqualTo(ProblemCode.STATE_FILE_SET_ASIDE);
    assertThat(path).doesNotExist();
    var kept = Path.of(notices.getFirst().facts().get("kept-as"));
    assertThat(Files.readAllBytes(kept)).isEqualTo(content);
    Files.delete(kept);
  }
}
