package app.gatehouse.text;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a fact of a problem holds: the sentences hold it as it is, and nothing in it is taken
 * for a place to be filled.
 */
class TextsFuzz {
  private static final List<Texts> LANGUAGES =
      List.of(Texts.of(Locale.ENGLISH), Texts.of(Locale.SIMPLIFIED_CHINESE));
  private static final Pattern PLACE = Pattern.compile(" ?\\{([a-z0-9-]+)} ?");

  static Stream<byte[]> seeds() {
    return Seeds.utf8(
        "80", "{port}", "{0}", "$1", "\\", "\\$", "''{name}''", "%s%n", "a\nb", "", "{", "}{", "名");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] fact) {
    isToldAsItIs(fact);
  }

  @DictionaryEntries({"{port}", "{0}", "$1", "\\x5c"})
  @MethodSource("seeds")
  @FuzzTest
  void isToldAsItIs(byte[] bytes) {
    var fact = new String(bytes, StandardCharsets.UTF_8);
    var codes = ProblemCode.values();
    var code = codes[Math.floorMod(fact.hashCode(), codes.length)];
    for (var texts : LANGUAGES) {
      for (var part : List.of("title", "cause", "action")) {
        var raw = texts.get("problem." + code.wireName() + "." + part);
        var problem = Problem.error(code);
        for (var place : PLACE.matcher(raw).results().toList()) {
          problem = problem.with(place.group(1), fact);
        }
        // A space beside a place stands or not, by what fills it.
        var expected =
            Stream.of(PLACE.split(raw, -1))
                .map(Pattern::quote)
                .collect(joining(" ?" + Pattern.quote(fact) + " ?"));
        assertThat(texts.problemWords(problem).get(part)).matches(Pattern.compile(expected));
      }
      texts.problem(Problem.error(code).variant(fact));
    }
  }
}
