package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochTest {

  /** RFC 6887, section 8.5: a second back is allowed, and a sixteenth of difference plus two. */
  @ParameterizedTest
  @CsvSource({
    "100, 100, 0, true",
    "100, 99, 0, true",
    "100, 98, 0, false",
    "100, 700, 600, true",
    "100, 665, 600, true",
    "100, 655, 600, false",
    "100, 740, 600, true",
    "100, 750, 600, false",
    "100, 0, 600, false",
    "100, 3, 2, false",
    "0, 4294967295, 10, false"
  })
  void seesThatTheRouterForgot(long before, long after, long passed, boolean continues) {
    var start = Long.MAX_VALUE - 1_000;
    var earlier = new Epoch(before, start);
    // The clock may run over, as System.nanoTime does.
    var later = new Epoch(after, start + Duration.ofSeconds(passed).toNanos());

    assertThat(later.continues(earlier)).isEqualTo(continues);
  }
}
