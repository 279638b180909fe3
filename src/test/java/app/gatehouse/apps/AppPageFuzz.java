package app.gatehouse.apps;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever page a local program serves: it is recognised or not, and its title fits into a line.
 */
class AppPageFuzz {
  private static final Presets PRESETS = Presets.load();

  static Stream<byte[]> seeds() {
    return Seeds.utf8(
        "<html><title>Gradio</title><script>window.gradio_config = {\"a\":1}</script>",
        "<TITLE lang=\"x\">a\u202eb\u0000&lt;script&gt;&#39;\ud83d\ude00</TITLE>",
        "<title>\u009b31mred</title>",
        "<title>" + "<title".repeat(100),
        "<title>" + " ".repeat(500),
        "<title " + "a".repeat(300) + ">x",
        "Ollama is running",
        "{\"version\":\"1\"}",
        "{\"a\":".repeat(100));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] body) {
    hasATitleThatFits(body);
  }

  @DictionaryEntries({"<title>", "</title>", "&amp;", "gradio", "Ollama is running", "{\\x22"})
  @MethodSource("seeds")
  @FuzzTest
  void hasATitleThatFits(byte[] body) {
    var page =
        new HttpAnswer(200, Map.of("Content-Type", List.of("text/html; charset=x")), body, false);
    PRESETS.likely(page);
    PageTitle.of(page)
        .ifPresent(
            title -> {
              assertThat(title.codePointCount(0, title.length())).isBetween(1, 60);
              assertThat(title.codePoints())
                  .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == 16);
            });
  }
}
