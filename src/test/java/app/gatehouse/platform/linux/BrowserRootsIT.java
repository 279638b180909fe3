package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Servers;
import app.gatehouse.support.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mozilla's own program on databases as Firefox and Chromium have them. */
class BrowserRootsIT {
  @TempDir private Path user;

  @Test
  void trustsAndTakesBackInEveryDatabaseAndLeavesTheRest() throws Exception {
    var chromium = database(".pki/nssdb");
    var firefox = database(".mozilla/firefox/ab12.default-release");
    Files.createDirectories(user.resolve(".mozilla/firefox/Crash Reports"));
    var theirs = new TestAuthority("theirs").root();
    var file = Files.writeString(user.resolve("theirs.pem"), TestAuthority.pem(theirs));
    certutil("-A", "-d", "sql:" + firefox, "-n", "company", "-t", "C,,", "-i", file);
    var before = list(firefox);
    var roots = new BrowserRoots(user, SystemTools.ofUser(Map.of("HOME", user.toString())));
    var first = new TestAuthority("first").root();
    var second = new TestAuthority("second").root();

    assertThat(roots.canChange()).isTrue();
    assertThat(roots.databases()).containsExactlyInAnyOrder(chromium, firefox);
    assertThat(roots.trusting()).isEmpty();
    for (var database : roots.databases()) {
      roots.add(database, first);
      roots.add(database, first);
    }
    assertThat(roots.trusting()).containsExactlyInAnyOrder(chromium, firefox);
    assertThat(list(firefox)).containsPattern("Gatehouse local root +C,,").contains("company");

    roots.add(firefox, second);
    assertThat(roots.trusted(firefox)).contains(second);

    for (var database : roots.trusting()) {
      roots.remove(database);
    }
    assertThat(roots.trusting()).isEmpty();
    assertThat(list(firefox)).isEqualTo(before);
  }

  private Path database(String name) throws Exception {
    var folder = Files.createDirectories(user.resolve(name));
    certutil("-N", "--empty-password", "-d", "sql:" + folder);
    return folder;
  }

  private static String list(Path database) {
    return certutil("-L", "-d", "sql:" + database);
  }

  private static String certutil(Object... arguments) {
    try (var running = ChildProcess.of(Servers.require("certutil"), arguments).start()) {
      assertThat(running.awaitExit(Duration.ofSeconds(20))).as(running.output()).isZero();
      return running.output();
    }
  }
}
