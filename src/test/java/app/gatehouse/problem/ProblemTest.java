package app.gatehouse.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final Problem PROBLEM =
      Problem.error(ProblemCode.PORT_IN_USE)
          .with("port", 443)
          .with("a", 1)
          .with("zone", "z")
          .with("holder", "nginx")
          .with("b", 2);

  @Test
  void itsFactsAreAlwaysInTheSameOrder() {
    assertThat(PROBLEM.facts().keySet()).containsExactly("a", "b", "holder", "port", "zone");
    assertThat(PROBLEM.facts()).hasToString("{a=1, b=2, holder=nginx, port=443, zone=z}");
  }

  @Test
  void nobodyCanChangeItsFacts() {
    assertThatThrownBy(() -> PROBLEM.facts().put("port", "80"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
