package app.gatehouse.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.Health;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteHealthTest {
  private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // listening, days left, served, app answers, trouble → health, problems
    "true, 60, true, true, , OK, ",
    "true, 60, true, false, , ATTENTION, app-not-running",
    "true, 60, false, true, , BROKEN, served-certificate-old",
    "true, -1, true, true, , BROKEN, certificate-expired",
    "true, , false, true, , BROKEN, certificate-missing",
    "false, , false, true, , BROKEN, certificate-missing",
    "false, 60, true, true, port-in-use, BROKEN, port-in-use",
    "true, 20, true, true, ca-unreachable, ATTENTION, ca-unreachable",
    "true, 1, true, true, ca-unreachable, ATTENTION, ca-unreachable",
  })
  void judges(
      boolean listening,
      Integer daysLeft,
      boolean served,
      boolean appAnswers,
      String trouble,
      Health expected,
      String problem) {
    var health =
        new SiteHealth(
            listening,
            Optional.ofNullable(daysLeft).map(days -> NOW.plus(Duration.ofDays(days))),
            served,
            Optional.empty(),
            appAnswers,
            trouble == null ? List.of() : List.of(Problem.warning(code(trouble))));

    var problems = health.problems(NOW, "a.example", "http://127.0.0.1:7860");

    assertThat(health.judge(NOW, problems)).isEqualTo(expected);
    assertThat(problems.stream().map(p -> p.code().wireName()))
        .isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void isBrokenWhenAVisitorWasGivenSomethingElse() {
    var seen = Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH);
    var until = Optional.of(NOW.plus(Duration.ofDays(60)));
    var health = new SiteHealth(true, until, true, Optional.of(seen), true, List.of());

    var problems = health.problems(NOW, "a.example", "http://127.0.0.1:7860");

    assertThat(problems).containsExactly(seen);
    assertThat(health.judge(NOW, problems)).isEqualTo(Health.BROKEN);
  }

  @Test
  void saysOnceThatACertificateExpiredWhoeverSawIt() {
    var seen = Problem.error(ProblemCode.CERTIFICATE_EXPIRED);
    var until = Optional.of(NOW.minusSeconds(1));
    var health = new SiteHealth(true, until, true, Optional.of(seen), true, List.of());

    assertThat(health.problems(NOW, "a.example", "http://127.0.0.1:7860")).hasSize(1);
  }

  @Test
  void saysUntilWhenAnExpiredCertificateWasGood() {
    var until = NOW.minusSeconds(1);
    var health = new SiteHealth(true, Optional.of(until), true, Optional.empty(), true, List.of());

    assertThat(health.problems(NOW, "a.example", "http://127.0.0.1:7860"))
        .singleElement()
        .satisfies(p -> assertThat(p.facts()).containsEntry("until", until.toString()));
  }

  @Test
  void anErrorSaysMoreThanThatThereIsNoCertificate() {
    var why = Problem.error(ProblemCode.CA_UNREACHABLE);
    var health =
        new SiteHealth(true, Optional.empty(), false, Optional.empty(), true, List.of(why));

    assertThat(health.problems(NOW, "a.example", "http://127.0.0.1:7860")).containsExactly(why);
  }

  private static ProblemCode code(String wireName) {
    return ProblemCode.valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
