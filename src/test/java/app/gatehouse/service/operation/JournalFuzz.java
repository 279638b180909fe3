package app.gatehouse.service.operation;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a journal file holds: it is an operation that can be gone on with, or it is set aside;
 * nothing is ever written elsewhere because of it.
 */
class JournalFuzz {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    var entry =
        """
        {"schema":1,"id":"op-1","number":1,"plan":{"site":{"address":{"kind":"private",
         "host":"app.home.arpa"},"app":{"host":"127.0.0.1","port":7860},"preset":"generic",
         "protection":{"guard":"open","users":[],"keys":[],
          "limits":{"perMinute":0,"perPathPerMinute":0}},
         "certificate":{"challenge":"auto"},"paused":false},
         "steps":["open-ports","publish"],"termsAgreed":false},"state":"running","sequence":3,
         "steps":[{"kind":"open-ports","state":"ok","notes":{"a":"b"}},
          {"kind":"publish","state":"waiting","notes":{}}]}
        """;
    return Seeds.utf8(
        entry,
        entry.replace("op-1", "../../settings"),
        entry.replace("op-1", ""),
        entry.replace("op-1", "op-2"),
        entry.replace("{\"a\":\"b\"}", "{\"a\":null}"),
        entry.replace("\"sequence\":3", "\"sequence\":9223372036854775807"),
        entry.replace("127.0.0.1", ""),
        entry.replace("7860", "0"),
        entry.replace("app.home.arpa", "../../x"),
        entry.replace("\"waiting\"", "\"\""),
        "{\"schema\":1}");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] content) throws Exception {
    isAnOperationOrSetAside(content);
  }

  @DictionaryEntries({"\\x22id\\x22:\\x22", "op-1", "../", "\\x22steps\\x22:[", "null", "running"})
  @MethodSource("seeds")
  @FuzzTest
  void isAnOperationOrSetAside(byte[] content) throws Exception {
    var home = Home.open(folder, () -> Instant.EPOCH);
    var file = home.operations().resolve("op-1.json");
    Files.write(file, content);
    try {
      check(home, file);
    } finally {
      empty(home.operations());
    }
  }

  private static void check(Home home, Path file) throws ProblemException, IOException {
    var journal = Journal.of(home);
    var entries = journal.all();
    if (entries.isEmpty()) {
      assertThat(file).doesNotExist();
      assertThat(home.notices())
          .hasSize(1)
          .allMatch(notice -> notice.code() == ProblemCode.STATE_FILE_SET_ASIDE);
      return;
    }
    var entry = entries.getFirst();
    assertThat(entry.id()).isEqualTo("op-1");
    journal.write(entry.afterRestart(kind -> true).turnedRound());
    assertThat(journal.all()).hasSize(1);
    journal.forget(entry.id());
    assertThat(file).doesNotExist();
  }

  private static void empty(Path operations) throws IOException {
    try (var files = Files.list(operations)) {
      for (var each : files.toList()) {
        Files.delete(each);
      }
    }
  }
}
