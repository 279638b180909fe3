package app.gatehouse.forward.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.Limits;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final AddressKey ONE = key("203.0.113.1");
  private static final AddressKey OTHER = key("203.0.113.2");

  private Instant now = Instant.EPOCH;
  private final RateLimits limits = new RateLimits(Limits.API, () -> now);

  @Test
  void refusesTheEleventhOnOnePathUntilTheFirstIsAMinuteOld() {
    for (var i = 0; i < 10; i++) {
      assertThat(limits.admit(ONE, "/tts")).isEmpty();
      now = now.plusSeconds(1);
    }
    assertThat(limits.admit(ONE, "/tts")).contains(Duration.ofSeconds(50));
    assertThat(limits.admit(ONE, "/ocr")).as("another path").isEmpty();
    assertThat(limits.admit(OTHER, "/tts")).as("another address").isEmpty();
    now = now.plusSeconds(49);
    assertThat(limits.admit(ONE, "/tts")).contains(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(limits.admit(ONE, "/tts")).isEmpty();
    assertThat(limits.admit(ONE, "/tts")).isPresent();
  }

  @Test
  void refusesTheSixtyFirstOverAllPaths() {
    for (var i = 0; i < 60; i++) {
      assertThat(limits.admit(ONE, "/" + i)).isEmpty();
    }
    assertThat(limits.admit(ONE, "/61")).contains(Duration.ofMinutes(1));
  }

  @Test
  void countsOnePathInAllItsSpellings() {
    for (var i = 0; i < 5; i++) {
      assertThat(limits.admit(ONE, "/tts")).isEmpty();
      assertThat(limits.admit(ONE, i % 2 == 0 ? "//%74ts" : "/t%74%73")).isEmpty();
    }
    assertThat(limits.admit(ONE, "/tts")).isPresent();
  }

  @Test
  void countsAnIpv6NetworkAsOneClient() {
    for (var i = 0; i < 10; i++) {
      assertThat(limits.admit(key("2001:db8::" + i), "/tts")).isEmpty();
    }
    assertThat(limits.admit(key("2001:db8::ffff"), "/tts")).isPresent();
    assertThat(limits.admit(key("2001:db8:0:1::1"), "/tts")).isEmpty();
  }

  @Test
  void keepsNobodyOutWhenTheClockIsSetBack() {
    for (var i = 0; i < 10; i++) {
      limits.admit(ONE, "/tts");
    }
    now = now.minusSeconds(8 * 3600);
    assertThat(limits.admit(ONE, "/tts")).isEmpty();
  }

  @Test
  void remembersOnlySoMany() {
    for (var i = 0; i < 100_000; i++) {
      limits.admit(new AddressKey(false, i), "/");
    }
    assertThat(limits.size()).isLessThanOrEqualTo(20_000);
  }

  @Test
  void admitsEverythingWithoutLimits() {
    var none = new RateLimits(Limits.PAGES, () -> now);
    for (var i = 0; i < 1000; i++) {
      assertThat(none.admit(ONE, "/")).isEmpty();
    }
    assertThat(none.size()).isZero();
  }

  private static AddressKey key(String address) {
    return AddressKey.of(InetAddress.ofLiteral(address));
  }
}
