package app.gatehouse.service.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.service.part.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobLoopTest {
  private volatile String network = "home";
  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");

  @Test
  void wakesEveryJobAndRunsItAtOnceAfterTheComputerSlept() throws Exception {
    var job = new Counting();
    var sleeps = new Semaphore(0);
    var nights = new Semaphore(0);
    try (var loop =
        new JobLoop(
            List.of(job),
            () -> network,
            clock,
            time -> {
              sleeps.release();
              nights.acquire();
              clock.forward(Duration.ofHours(8));
            })) {
      loop.start();
      assertThat(sleeps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(job.log).containsExactly("run");

      nights.release();

      assertThat(sleeps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(job.log).containsExactly("run", "wake", "run");
    }
  }

  @Test
  void wakesNobodyWhenTimePassesAsItShould() throws Exception {
    var job = new Counting();
    var often = new CountDownLatch(100);
    try (var loop =
        new JobLoop(
            List.of(job),
            () -> network,
            clock,
            time -> {
              clock.forward(time.plusSeconds(5));
              often.countDown();
              if (often.getCount() == 0) {
                new CountDownLatch(1).await();
              }
            })) {
      loop.start();
      assertThat(often.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(job.log).contains("run").doesNotContain("wake");
    }
  }

  @Test
  void wakesEveryJobWhenTheComputerIsInAnotherNetwork() throws Exception {
    var job = new Counting();
    var sleeps = new Semaphore(0);
    var moves = new Semaphore(0);
    try (var loop =
        new JobLoop(
            List.of(job),
            () -> network,
            clock,
            time -> {
              sleeps.release();
              moves.acquire();
              clock.forward(time);
            })) {
      loop.start();
      assertThat(sleeps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      moves.release();
      assertThat(sleeps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(job.log).containsExactly("run");

      network = "café";
      moves.release();

      assertThat(sleeps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(job.log).containsExactly("run", "wake", "run");
    }
  }

  private static final class Counting implements Job {
    final List<String> log = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public Instant run(Instant now) {
      log.add("run");
      return now.plus(Duration.ofMinutes(5));
    }

    @Override
    public void wake() {
      log.add("wake");
    }
  }
}
