package app.gatehouse.forward.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
  private static final AddressKey HERE = new AddressKey(false, 1);
  private static final AddressKey THERE = new AddressKey(false, 2);

  private Instant now = Instant.EPOCH;
  private final LoginAttempts attempts = new LoginAttempts(() -> now);

  @Test
  void doublesTheWaitAfterEachFailure() {
    for (var i = 0; i < 3; i++) {
      assertThat(attempts.begin(HERE, "site", "anna")).isZero();
    }
    for (var wait : new int[] {1, 2, 4, 8, 16}) {
      assertThat(attempts.begin(HERE, "site", "Anna")).isEqualTo(Duration.ofSeconds(wait));
      now = now.plusSeconds(wait);
      assertThat(attempts.begin(HERE, "site", "anna")).isZero();
    }
  }

  @Test
  void neverWaitsLongerThanAQuarterOfAnHour() {
    for (var i = 0; i < 40; i++) {
      now = now.plus(attempts.begin(HERE, "site", "anna"));
    }
    assertThat(attempts.begin(HERE, "site", "anna")).isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void keepsNobodyOutWhenTheClockIsSetBack() {
    for (var i = 0; i < 10; i++) {
      now = now.plus(attempts.begin(HERE, "site", "anna"));
    }
    now = now.minusSeconds(8 * 3600);
    assertThat(attempts.begin(HERE, "site", "anna")).isZero();
  }

  @Test
  void locksNobodyOutElsewhere() {
    for (var i = 0; i < 40; i++) {
      attempts.begin(HERE, "site", "anna");
    }
    assertThat(attempts.begin(THERE, "site", "anna")).isZero();
  }

  @Test
  void slowsDownAnAddressThatTriesManyUsers() {
    for (var i = 0; i < 12; i++) {
      assertThat(attempts.begin(HERE, "site", "user" + i)).isZero();
    }
    assertThat(attempts.begin(HERE, "site", "another")).isPositive();
  }

  @Test
  void countsNoAttemptThatNobodyLookedAt() {
    for (var i = 0; i < 3; i++) {
      attempts.begin(HERE, "site", "anna");
    }
    now = now.plusSeconds(1);
    for (var i = 0; i < 50; i++) {
      assertThat(attempts.begin(HERE, "site", "anna")).isZero();
      attempts.withdraw(HERE, "site", "Anna");
    }
    assertThat(attempts.begin(HERE, "site", "anna")).isZero();
    assertThat(attempts.begin(HERE, "site", "anna")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void forgetsFailuresAfterASuccess() {
    for (var i = 0; i < 3; i++) {
      attempts.begin(HERE, "site", "anna");
    }
    attempts.succeeded(HERE, "site", "anna");
    assertThat(attempts.begin(HERE, "site", "anna")).isZero();
  }

  @Test
  void remembersOnlySoMany() {
    for (var i = 0; i < 50_000; i++) {
      attempts.begin(new AddressKey(false, i), "site", "anna");
    }
    assertThat(attempts.size()).isLessThanOrEqualTo(10_000);
  }
}
