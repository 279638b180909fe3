package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Eventually;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Timers that stay armed for hours after what they were for hold it in memory. Netty tells nobody
 * how many are armed, so this looks inside.
 */
@Timeout(60)
class TimersIT {

  @Test
  void keepsNoTimerForARequestThatIsOver() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      ask(client, 20);
      var armed = armed(gatehouse.forwarder);
      ask(client, 300);

      assertThat(armed(gatehouse.forwarder)).isLessThanOrEqualTo(armed + 2);
    }
  }

  @Test
  void keepsNoTimerForAConnectionThatIsClosed() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app)) {
      connectAndAsk(gatehouse, 5);
      var armed = armed(gatehouse.forwarder);
      connectAndAsk(gatehouse, 100);

      Eventually.isTrue("no more than before", () -> armed(gatehouse.forwarder) <= armed + 2);
    }
  }

  private static void connectAndAsk(Gatehouse gatehouse, int times) throws Exception {
    for (var i = 0; i < times; i++) {
      try (var client = gatehouse.connect()) {
        ask(client, 1);
      }
    }
  }

  private static void ask(RawConnection client, int times) throws Exception {
    for (var i = 0; i < times; i++) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readText(client.readHead())).isEqualTo("hello");
    }
  }

  /** How many timers are armed on all event loops, each counted by its own thread. */
  private static int armed(Forwarder forwarder) throws Exception {
    var loops = Forwarder.class.getDeclaredField("loops");
    loops.setAccessible(true);
    var queue = AbstractScheduledEventExecutor.class.getDeclaredField("scheduledTaskQueue");
    queue.setAccessible(true);
    var count = 0;
    for (EventExecutor loop : (EventLoopGroup) loops.get(forwarder)) {
      var timers = (Collection<?>) queue.get(loop);
      count += timers == null ? 0 : loop.submit(timers::size).get();
    }
    return count;
  }
}
