package app.gatehouse.tray;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Severity;
import app.gatehouse.support.Eventually;
import app.gatehouse.text.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FallbackHostTest {
  private static final TrayFace FACE = Faces.of(TrayState.OK, Texts.of(Locale.ENGLISH));
  private static final Notification NOTICE =
      new Notification("title", "body", Severity.INFO, null, null);

  private final FakeHost first = new FakeHost();
  private final FakeHost other = new FakeHost();
  private final AtomicInteger asked = new AtomicInteger();
  private final TrayHosts others =
      chosen -> {
        asked.incrementAndGet();
        return other.open(chosen);
      };

  @Test
  void leavesTheOtherAloneWhereTheFirstIsSeen() throws Exception {
    var host = open(first);
    for (var look = 0; look < 10; look++) {
      host.show(FACE);
    }

    assertThat(asked).hasValue(0);
    assertThat(first.faces).hasSize(10);
    assertThat(host.isShown()).isTrue();
  }

  @Test
  void takesTheOtherWhereNobodyShowsTheFirst() throws Exception {
    first.shown = false;
    var host = open(first);
    host.show(FACE);
    host.show(FACE);
    assertThat(asked).as("the panel may come later").hasValue(0);
    assertThat(host.isShown()).isFalse();

    host.show(FACE);

    Eventually.isTrue("the other shows it", () -> !other.faces.isEmpty());
    assertThat(host.isShown()).isTrue();
    host.tell(NOTICE);
    assertThat(first.told).hasSize(1);
    assertThat(other.told).isEmpty();

    first.shown = true;
    host.show(FACE);
    assertThat(other.closed).as("one icon is enough").isTrue();
    host.close();
    assertThat(first.closed).isTrue();
  }

  @Test
  void closesBoth() throws Exception {
    first.shown = false;
    var host = open(first);
    for (var look = 0; look < 3; look++) {
      host.show(FACE);
    }
    Eventually.isTrue("the other shows it", () -> !other.faces.isEmpty());

    host.close();

    assertThat(first.closed).isTrue();
    assertThat(other.closed).isTrue();
  }

  @Test
  void hasTheOtherAtOnceWhereTheFirstCannotBeHad() throws Exception {
    var found = FallbackHost.hosts(chosen -> Optional.empty(), others).open(command -> {});

    assertThat(found).containsSame(other);
  }

  private TrayHost open(TrayHosts one) throws InterruptedException {
    return FallbackHost.hosts(one, others).open(command -> {}).orElseThrow();
  }
}
