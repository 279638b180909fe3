package app.gatehouse.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbeMemoryTest {
  private static final ProbeService EVERY_MINUTE =
      new ProbeService(
          "slow",
          ProbeKind.GLOBALPING,
          "https://a.example",
          null,
          null,
          null,
          null,
          null,
          null,
          60);

  private final Drawer drawer = new Drawer();
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void leavesAPartyAloneOverARestart() {
    assertThat(memory().reserve(EVERY_MINUTE)).isZero();
    now = now.plusSeconds(20);

    assertThat(memory().reserve(EVERY_MINUTE)).isEqualTo(Duration.ofSeconds(40));
    assertThat(memory().reserve(EVERY_MINUTE)).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void remembersALiarOverARestartForSixHours() {
    memory().distrust("slow");

    assertThat(memory().isDistrusted(EVERY_MINUTE)).isTrue();
    now = now.plus(Duration.ofHours(6));
    assertThat(memory().isDistrusted(EVERY_MINUTE)).isFalse();
  }

  @Test
  void forgetsWhatMattersNoMore() {
    memory().reserve(EVERY_MINUTE);
    memory().distrust("liar");
    now = now.plus(Duration.ofDays(2));

    memory().distrust("other");

    assertThat(drawer.kept.askedLast()).isEmpty();
    assertThat(drawer.kept.distrustedUntil()).containsOnlyKeys("other");
  }

  @Test
  void isNotMisledByAClockThatWasSetBack() {
    drawer.kept =
        new ProbeMemory.Kept(
            Map.of("slow", now.plus(Duration.ofDays(400))),
            Map.of("slow", now.plus(Duration.ofDays(400))));

    assertThat(memory().isDistrusted(EVERY_MINUTE)).isFalse();
    assertThat(memory().reserve(EVERY_MINUTE)).isZero();
  }

  private ProbeMemory memory() {
    return new ProbeMemory(() -> now, drawer);
  }

  private static final class Drawer implements ProbeMemory.Shelf {
    ProbeMemory.@Nullable Kept kept;

    @Override
    public Optional<ProbeMemory.Kept> read() {
      return Optional.ofNullable(kept);
    }

    @Override
    public void write(ProbeMemory.Kept now) {
      kept = now;
    }
  }
}
