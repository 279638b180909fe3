package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.reach.router.FakeIgd.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class UpnpActionTest {
  @Test
  void readsValuesWithCharactersThatXmlEscapes() throws Exception {
    try (var igd = answering("<R><NewStatus>a &lt; b &amp; c</NewStatus></R>")) {
      var outcome = new UpnpAction("GetStatus").send(igd.gateway());

      assertThat(outcome.isDone()).isTrue();
      assertThat(outcome.values()).containsKey("NewStatus");
    }
  }

  @Test
  void stopsReadingAnAnswerThatNeverEnds() {
    assertRefused("<R>" + "x".repeat(2 << 20), "an answer of more than");
    assertRefused("<R>" + "<a/>".repeat(5000) + "</R>", "more than 4000 elements");
  }

  @Test
  void refusesADocumentType() {
    var document = "<!DOCTYPE R SYSTEM 'http://127.0.0.1:1/'><R/>";
    assertRefused(document, "GetStatus: an answer that declares a document type");
  }

  @Test
  void refusesAnAnswerWithoutABody() {
    assertRefused("", "GetStatus");
  }

  @Test
  void printsNothingAboutABrokenAnswer() {
    var printed = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(printed, true));
    try {
      assertRefused("<R>", "GetStatus");
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString()).isEmpty();
  }

  private static FakeIgd answering(String body) {
    return new FakeIgd((action, question) -> new Answer(200, body));
  }

  private static void assertRefused(String body, String why) {
    try (var igd = answering(body)) {
      assertThatThrownBy(() -> new UpnpAction("GetStatus").send(igd.gateway()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
    }
  }
}
