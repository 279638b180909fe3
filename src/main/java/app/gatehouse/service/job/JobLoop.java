package app.gatehouse.service.job;

import app.gatehouse.net.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs when they are due. Looks at the clock at least every half minute rather than trusting
 * one long sleep: computers are suspended, and clocks are set.
 */
public final class JobLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobLoop.class);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  /** Time that passes unnoticed by a sleep of ours: the whole computer slept. */
  private static final Duration GAP = Duration.ofMinutes(1);

  private static final Duration AFTER_BREAKAGE = Duration.ofMinutes(1);

  /** No job wants to wait longer; what seems to do so comes of a clock that was set back. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Map<Job, Instant> due = new LinkedHashMap<>();
  private final Supplier<String> network;
  private final InstantSource clock;
  private final Waiter waiter;
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * @param network tells one network from another; quick, since it is asked every half minute
   */
  public JobLoop(List<Job> jobs, Supplier<String> network, InstantSource clock, Waiter waiter) {
    jobs.forEach(job -> due.put(job, Instant.MIN));
    this.network = network;
    this.clock = clock;
    this.waiter = waiter;
  }

  /** Runs the jobs from now on, on a virtual thread. */
  public void start() {
    thread = Thread.ofVirtual().name("jobs").start(this::loop);
  }

  /** Runs what is due now, each job once. */
  public synchronized void tick() {
    for (var entry : due.entrySet()) {
      var now = clock.instant();
      if (!closed && isDue(now, entry.getValue())) {
        entry.setValue(run(entry.getKey(), now));
      }
    }
  }

  /** Looks at everything again, as after a sleep; each job is run at once. */
  public synchronized void lookAgain() {
    wake();
    tick();
  }

  private synchronized void wake() {
    due.keySet().forEach(Job::wake);
    due.replaceAll((_, _) -> Instant.MIN);
  }

  private static boolean isDue(Instant now, Instant at) {
    return !now.isBefore(at) || at.isAfter(now.plus(LONGEST_PAUSE));
  }

  private static Instant run(Job job, Instant now) {
    try {
      return job.run(now);
    } catch (RuntimeException e) {
      LOG.error("A job broke off", e);
      return now.plus(AFTER_BREAKAGE);
    }
  }

  private synchronized Duration untilNext() {
    var now = clock.instant();
    return due.values().stream()
        .filter(at -> at.isBefore(now.plus(LONGEST_SLEEP)))
        .map(at -> at.isBefore(now) ? Duration.ZERO : Duration.between(now, at))
        .min(Duration::compareTo)
        .orElse(LONGEST_SLEEP);
  }

  private void loop() {
    try {
      var here = network.get();
      while (!closed) {
        tick();
        var pause = untilNext();
        var until = clock.instant().plus(pause);
        waiter.sleep(pause);
        if (clock.instant().isAfter(until.plus(GAP))) {
          LOG.info("The computer slept, or its clock was set on: everything is looked at again");
          wake();
        }
        var before = here;
        here = network.get();
        if (!here.equals(before)) {
          LOG.info(
              "The network changed from {} to {}: everything is looked at again", before, here);
          wake();
        }
      }
    } catch (InterruptedException e) {
      // The service ends.
    }
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
