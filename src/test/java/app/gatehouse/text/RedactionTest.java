package app.gatehouse.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction = new Redaction(List.of("密码 one", "密码 one two", "abc"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=hunter2 and more | password=[removed] and more",
        "\"token\":\"hunter2\",\"a\":1 | \"token\":\"[removed]\",\"a\":1",
        "Authorization: Bearer hunter2 | Authorization: [removed]",
        "GET http://ada:hunter2@host/ | GET http://[removed]@host/",
        "/update?domains=x&token=hunter2 | /update?domains=[removed]&token=[removed]",
        "mail to ada.l@example.com | mail to [removed]@example.com",
        "/home/ada/.local/state | /home/[removed]/.local/state",
        "C:\\Users\\ada\\x | C:\\Users\\[removed]\\x",
        "key gh_0123456789abcdefghij012345 ok | key [removed] ok",
      })
  void takesOutWhatLooksLikeASecret(String text, String expected) {
    assertThat(redaction.of(text)).isEqualTo(expected);
  }

  @Test
  void takesOutWhatItKnowsTheLongestFirst() {
    assertThat(redaction.of("x密码 one two y密码 onez")).isEqualTo("x[removed] y[removed]z");
  }

  @Test
  void takesOutPemAlsoWithoutAnEnd() {
    assertThat(redaction.of("a\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nb"))
        .isEqualTo("a\n[removed]\nb");
    assertThat(redaction.of("a\n-----BEGIN PRIVATE KEY-----\nMII")).isEqualTo("a\n[removed]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc stays: too short to be told from anything else",
        "problem key-unreadable {name=app.example.com}",
        "at app.gatehouse.service.job.SameThreadHierarchicalTestExecutorService.submit(A.java:35)",
        "2026-11-26 17:09:14.123 INFO    Works: serving on 203.0.113.7:443",
      })
  void leavesWhatHelps(String text) {
    assertThat(redaction.of(text)).isEqualTo(text);
  }
}
