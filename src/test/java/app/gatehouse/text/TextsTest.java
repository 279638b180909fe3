package app.gatehouse.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts english = Texts.of(Locale.US);
  private final Texts chinese = Texts.of(Locale.of("zh", "HK"));

  @Test
  void speaksChineseToEveryChineseLocaleAndEnglishToAllOthers() {
    assertThat(chinese.locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(Texts.of(Locale.GERMANY).locale()).isEqualTo(Locale.ENGLISH);
    assertThat(chinese.problem(Problem.error(ProblemCode.STORAGE_FULL)).title()).isEqualTo("磁盘已满");
  }

  @Test
  void fillsFactsIn() {
    var problem =
        Problem.error(ProblemCode.PORT_IN_USE).with("port", 80).with("process", "nginx $1");
    assertThat(english.problem(problem).title()).isEqualTo("Port 80 is taken by nginx $1");
  }

  @Test
  void saysSomethingReadableWhereAFactIsNotKnown() {
    assertThat(english.problem(Problem.error(ProblemCode.PORT_IN_USE).with("port", 80)).title())
        .isEqualTo("Port 80 is taken by another program");
  }

  @Test
  void setsNoSpaceBetweenChineseWordsHoweverAPlaceIsFilled() {
    var problem = Problem.error(ProblemCode.ROUTER_NOT_FOUND);
    assertThat(chinese.problem(problem).action()).contains("转发到这台电脑。");
    assertThat(chinese.problem(problem.with("local-address", "192.168.1.5")).action())
        .contains("转发到 192.168.1.5。");
  }

  @Test
  void aVariantHasItsOwnWordsAndFallsBackToTheCommonOnes() {
    var base = Problem.error(ProblemCode.ADDRESS_NOT_VALID).with("address", "https://x");
    assertThat(english.problem(base.variant("https")).title()).contains("already speaks https");
    assertThat(english.problem(base.variant("text")).title()).contains("is not an address");
  }

  @Test
  void saysMomentsAsPeopleWriteThem() {
    var limited =
        Problem.error(ProblemCode.CA_RATE_LIMITED)
            .with("until", Instant.parse("2027-03-05T12:00:00Z"));
    assertThat(english.problem(limited).action()).contains("2027").doesNotContain("T12", "Z.");
    assertThat(chinese.problem(limited).action()).contains("2027年");
  }

  @Test
  void aMissingKeyShowsItself() {
    assertThat(english.get("no.such-key")).isEqualTo("<no.such-key>");
  }
}
