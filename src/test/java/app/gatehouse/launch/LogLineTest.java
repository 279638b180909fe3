package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
  private static final String FORGED = "2027-01-01 00:00:00.000 INFO    Guard: ada signed in";

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\u001b[2K"})
  void noInputMakesALineOfItsOwn(String lineBreak) {
    var input = "GET /" + lineBreak + FORGED;
    var log = new LogRecord(Level.WARNING, input);
    log.setThrown(new IllegalStateException(input, new IllegalArgumentException(input)));

    var lines = new LogLine().format(log).split("[\\n\\r\\u0085\\u2028\\u2029\\u000b]");

    assertThat(lines[0]).contains("WARNING", "GET /", FORGED);
    assertThat(lines).filteredOn(line -> !line.startsWith("    ")).containsExactly(lines[0]);
    assertThat(String.join("", lines)).doesNotContain("\u001b");
  }

  @Test
  void keepsTheTrace() {
    var log = new LogRecord(Level.SEVERE, "broken");
    log.setThrown(new IllegalStateException("bug"));

    assertThat(new LogLine().format(log))
        .contains("java.lang.IllegalStateException: bug\n", "LogLineTest.keepsTheTrace");
  }
}
