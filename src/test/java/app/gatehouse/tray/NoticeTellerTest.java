package app.gatehouse.tray;

import static app.gatehouse.model.status.NoticeKind.BROKEN;
import static app.gatehouse.model.status.NoticeKind.RECOVERED;
import static app.gatehouse.model.status.NoticeKind.RENEWAL_FAILING;
import static app.gatehouse.tray.Reports.NOW;
import static app.gatehouse.tray.Reports.notice;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.StatusReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTellerTest {
  private final MemoryInMemory memory = new MemoryInMemory();
  private final Notice first = notice(1, BROKEN, "a.example");
  private final Notice second = notice(2, RENEWAL_FAILING, "b.example");
  private final Notice third = notice(3, RECOVERED, "a.example");

  @Test
  void tellsNothingOldWhenItBegins() {
    assertThat(news(first, second)).isEmpty();
    assertThat(news(first, second, third)).containsExactly(third);
  }

  @Test
  void tellsEachOnceOverRestarts() {
    assertThat(news()).isEmpty();
    assertThat(news(first)).containsExactly(first);
    assertThat(news(first)).isEmpty();
    assertThat(news(first, second)).containsExactly(second);
    assertThat(news(first, second)).isEmpty();
  }

  @Test
  void tellsAfterAQuietTimeWhatStillHolds() {
    assertThat(news()).isEmpty();
    var until = NOW.plus(Duration.ofHours(1));
    var meanwhile = Reports.quiet(Reports.with(Reports.of(), first, second, third), until);
    assertThat(teller().news(meanwhile, NOW)).isEmpty();
    // The first is over; nobody heard of it.
    assertThat(teller().news(meanwhile, until)).containsExactly(second);
  }

  @Test
  void tellsTheLastOfASiteOnly() {
    assertThat(news()).isEmpty();
    var worse = notice(4, BROKEN, "b.example");
    assertThat(news(second, worse)).containsExactly(worse);
  }

  @Test
  void beginsAnewWithAServiceThatDid() {
    memory.told(Reports.HOME, 57);
    assertThat(news(first, second)).containsExactly(first, second);
    assertThat(news(first, second)).isEmpty();
  }

  private List<Notice> news(Notice... notices) {
    return teller().news(report(notices), NOW);
  }

  private static StatusReport report(Notice... notices) {
    return Reports.with(Reports.of(), notices);
  }

  /** One that has just started. */
  private NoticeTeller teller() {
    return new NoticeTeller(memory);
  }
}
