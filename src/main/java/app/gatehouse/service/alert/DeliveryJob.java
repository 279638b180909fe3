package app.gatehouse.service.alert;

import app.gatehouse.keeper.Due;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.job.Job;
import app.gatehouse.service.part.KnownTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what waits to be sent, and again later where that failed, each way for itself. */
public final class DeliveryJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryJob.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final List<Way> ways;
  private final KnownTrouble trouble;
  private final Executor executor;

  /**
   * @param executor where servers are talked to, which takes seconds
   */
  public DeliveryJob(Deliveries deliveries, KnownTrouble trouble, Executor executor) {
    ways =
        List.of(
            new Way("mail", deliveries::isMailWaiting, deliveries::mail),
            new Way("webhook", deliveries::isHookWaiting, deliveries::webhook));
    this.trouble = trouble;
    this.executor = executor;
  }

  private interface Sending {
    void send() throws ProblemException, InterruptedException;
  }

  private static final class Way {
    private final String name;
    private final BooleanSupplier waiting;
    private final Sending sending;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant lastTried = Instant.MIN;
    private volatile int failures;

    Way(String name, BooleanSupplier waiting, Sending sending) {
      this.name = name;
      this.waiting = waiting;
      this.sending = sending;
    }

    boolean isDue(Instant now) {
      return failures == 0 || Due.isRetryDue(now, lastTried, failures);
    }
  }

  @Override
  public Instant run(Instant now) {
    for (var way : ways) {
      if (!way.waiting.getAsBoolean()) {
        way.failures = 0;
        trouble.over(KnownTrouble.alerts(way.name));
      } else if (way.isDue(now) && way.busy.compareAndSet(false, true)) {
        executor.execute(
            () -> {
              try {
                send(way, now);
              } finally {
                way.busy.set(false);
              }
            });
      }
    }
    return now.plus(PERIOD);
  }

  /** There may be a way out again. */
  @Override
  public void wake() {
    ways.forEach(way -> way.lastTried = Instant.MIN);
  }

  private void send(Way way, Instant now) {
    way.lastTried = now;
    try {
      way.sending.send();
      way.failures = 0;
      trouble.over(KnownTrouble.alerts(way.name));
    } catch (ProblemException e) {
      failed(way, e.problem());
    } catch (RuntimeException e) {
      LOG.error("Sending by {} broke off", way.name, e);
      failed(way, Problem.warning(ProblemCode.UNKNOWN).with("short-code", "ALERT").cause(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(Way way, Problem problem) {
    way.failures++;
    LOG.warn("An alert waits, since it could not be sent by {}: {}", way.name, problem);
    trouble.note(KnownTrouble.alerts(way.name), problem);
  }
}
