package app.gatehouse.service.part;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.reach.router.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MappedPortsTest {
  private final SlowRouter router = new SlowRouter();
  private final Mappings mappings = new Mappings(new MemoryFile<>(Mappings.Kept.class));
  private final MappedPorts ports =
      new MappedPorts(
          router, mappings, new FakeSiteServer(), new SteppedClock("2027-01-01T00:00:00Z"));

  @Test
  void aRemovalDuringARenewalLeavesNothing() throws Exception {
    router.mayAnswer.countDown();
    ports.map(443);
    router.mayAnswer = new CountDownLatch(1);
    router.asked = new CountDownLatch(1);
    var kept = mappings.find(443).orElseThrow();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var renewal = inBackground(threads, () -> ports.renew(kept));
      router.asked.await();
      var removal = inBackground(threads, () -> ports.takeBack(443, () -> false));
      router.mayAnswer.countDown();
      renewal.get();
      removal.get();
    }
    assertThat(mappings.all()).isEmpty();
    assertThat(router.real.mapped()).isEmpty();
  }

  @Test
  void aRenewalAfterTheRemovalMapsNothing() throws Exception {
    router.mayAnswer.countDown();
    ports.map(443);
    var kept = mappings.find(443).orElseThrow();
    ports.takeBack(443, () -> false);

    ports.renew(kept);

    assertThat(router.real.mapped()).isEmpty();
  }

  @Test
  void whatIsNeededStays() throws Exception {
    router.mayAnswer.countDown();
    ports.map(443);

    ports.takeBack(443, () -> true);
    ports.forget(443, () -> true);

    assertThat(router.real.mapped()).containsEntry(443, 8443);
    assertThat(mappings.all()).hasSize(1);
  }

  @Test
  void whatIsTakenBackForNowIsMadeAnewByTheNextLook() throws Exception {
    router.mayAnswer.countDown();
    ports.map(80);
    ports.map(443);
    var kept = mappings.find(443).orElseThrow();

    ports.suspend();

    assertThat(router.real.mapped()).isEmpty();
    assertThat(mappings.all()).hasSize(2);
    assertThat(ports.restore(kept)).isTrue();
    assertThat(router.real.mapped()).containsEntry(443, 8443);
  }

  private interface Work {
    void run() throws ProblemException, InterruptedException;
  }

  private static Future<?> inBackground(java.util.concurrent.ExecutorService threads, Work work) {
    return threads.submit(
        () -> {
          work.run();
          return null;
        });
  }

  /** Maps only when it is allowed to. */
  private static final class SlowRouter implements Router {
    private final FakeRouter real = new FakeRouter(Duration.ofHours(1));
    private volatile CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch mayAnswer = new CountDownLatch(1);

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Optional<RouterInfo> find() {
      throw new AssertionError("not expected");
    }

    @Override
    public Grant map(int outerPort, int innerPort, OptionalInt remembered)
        throws ProblemException, InterruptedException {
      asked.countDown();
      mayAnswer.await();
      return real.map(outerPort, innerPort, remembered);
    }

    @Override
    public boolean leadsHere(int outerPort, int innerPort) throws ProblemException {
      return real.leadsHere(outerPort, innerPort);
    }

    @Override
    public void unmap(int outerPort, OptionalInt remembered) throws ProblemException {
      real.unmap(outerPort, remembered);
    }
  }
}
