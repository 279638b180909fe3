package app.gatehouse.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTest {
  private static final Instant THEN = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void aLeaseIsDueAtHalfOfIt() {
    var lease = Duration.ofHours(2);

    assertThat(Due.isLeaseDue(THEN, THEN, lease)).isFalse();
    assertThat(Due.isLeaseDue(THEN.plusSeconds(3599), THEN, lease)).isFalse();
    assertThat(Due.isLeaseDue(THEN.plusSeconds(3600), THEN, lease)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "2, 60", "4, 60", "5, 120", "6, 300", "7, 600", "500, 600"})
  void aFailureIsFollowedByLongerAndLongerPauses(int failures, long seconds) {
    assertThat(Due.isRetryDue(THEN.plusSeconds(seconds - 1), THEN, failures)).isFalse();
    assertThat(Due.isRetryDue(THEN.plusSeconds(seconds), THEN, failures)).isTrue();
  }

  @Test
  void whatLiesInTheFutureIsDue() {
    var ahead = THEN.plus(Duration.ofHours(8));

    assertThat(Due.isLeaseDue(THEN, ahead, Duration.ofHours(2))).isTrue();
    assertThat(Due.isRetryDue(THEN, ahead, 3)).isTrue();
    assertThat(Due.isDue(THEN, ahead, Duration.ofDays(1))).isTrue();
  }
}
