package app.gatehouse.service.outside;

import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.PhoneTry;
import app.gatehouse.service.part.HomeReader;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The one proof by phone that may run, and its end when nobody cares for it any more. */
public final class PhoneDesk implements AutoCloseable {
  /** Long enough to find the phone and to switch its Wi-Fi off. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Less than callers wait for an answer. */
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final HomeReader home;
  private final Waiter waiter;
  private final Executor executor;
  private @Nullable PhoneTry current;

  /** Counts beginnings and ends: so a beginning notices that it was ended meanwhile. */
  private long turn;

  public PhoneDesk(HomeReader home, Waiter waiter, Executor executor) {
    this.home = home;
    this.waiter = waiter;
    this.executor = executor;
  }

  /**
   * Begins, in place of one that runs. At most 15 seconds.
   *
   * @throws ProblemException {@code cancelled} when it was ended meanwhile, or this thread is
   *     interrupted; nothing is open then
   */
  public PhoneVisit invite(ProofWish wish) throws ProblemException {
    var mine = endAndBegin();
    var begun = home.invitePhone(wish);
    if (!isTaken(begun, mine)) {
      begun.close();
      throw Problem.info(ProblemCode.CANCELLED).exception();
    }
    executor.execute(() -> endInTime(begun));
    return begun.now();
  }

  private synchronized long endAndBegin() {
    end();
    return turn;
  }

  private synchronized boolean isTaken(PhoneTry begun, long mine) {
    if (turn != mine || Thread.currentThread().isInterrupted()) {
      return false;
    }
    current = begun;
    return true;
  }

  /**
   * Waits for the next knock, for some seconds.
   *
   * @throws ProblemException {@code cancelled} when none runs, or this thread is interrupted
   */
  public PhoneVisit await(int already) throws ProblemException {
    @Nullable PhoneTry running;
    synchronized (this) {
      running = current;
    }
    if (running == null) {
      throw Problem.info(ProblemCode.CANCELLED).exception();
    }
    try {
      return running.next(already, LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.error(ProblemCode.CANCELLED).exception();
    }
  }

  /** Ends what runs or is about to; does nothing else. */
  public synchronized void end() {
    turn++;
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private void endInTime(PhoneTry begun) {
    try {
      waiter.sleep(PATIENCE);
    } catch (InterruptedException e) {
      // The service ends, and everything that is open with it.
    }
    begun.close();
  }

  @Override
  public void close() {
    end();
  }
}
