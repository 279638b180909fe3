package app.gatehouse.service.operation;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation: its state, each change of which is journaled, then told. A change that cannot be
 * journaled does not happen, except on the way back, where undoing matters more than its record.
 */
final class Operation {
  private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Journal journal;
  private final Function<Plan, SiteView> view;
  private final Consumer<OperationSnapshot> listener;
  private JournalEntry entry;
  private @Nullable String progress;
  private @Nullable Thread worker;
  private boolean interruptible;
  private boolean stopping;

  Operation(
      JournalEntry entry,
      Journal journal,
      Function<Plan, SiteView> view,
      Consumer<OperationSnapshot> listener) {
    this.entry = entry;
    this.journal = journal;
    this.view = view;
    this.listener = listener;
  }

  JournalEntry entry() {
    lock.lock();
    try {
      return entry;
    } finally {
      lock.unlock();
    }
  }

  OperationState state() {
    return entry().state();
  }

  String site() {
    return entry().plan().site().name();
  }

  OperationSnapshot snapshot() {
    lock.lock();
    try {
      var steps =
          entry.steps().stream()
              .map(
                  step ->
                      new StepReport(
                          step.kind().id(),
                          step.state(),
                          step.state() == StepState.RUNNING ? progress : null,
                          step.problem()))
              .toList();
      return new OperationSnapshot(
          entry.id(),
          entry.sequence(),
          view.apply(entry.plan()),
          entry.state(),
          steps,
          entry.problem());
    } finally {
      lock.unlock();
    }
  }

  /** Journals and tells a change; nothing is changed when the journal cannot be written. */
  void change(UnaryOperator<JournalEntry> change) throws ProblemException {
    uninterrupted(
        () -> {
          var next = change.apply(entry).withSequence(entry.sequence() + 1);
          journal.write(next);
          entry = next;
          listener.accept(snapshot());
        });
  }

  /** As {@link #change}, but happens even if the journal cannot be written. */
  void changeAnyway(UnaryOperator<JournalEntry> change) {
    try {
      change(change);
    } catch (ProblemException e) {
      LOG.warn("Operation {} goes on without its journal: {}", entry.id(), e.getMessage());
      lock.lock();
      try {
        entry = change.apply(entry).withSequence(entry.sequence() + 1);
        listener.accept(snapshot());
      } finally {
        lock.unlock();
      }
    }
  }

  void progress(String milestone) {
    lock.lock();
    try {
      progress = milestone;
      entry = entry.withSequence(entry.sequence() + 1);
      listener.accept(snapshot());
    } finally {
      lock.unlock();
    }
  }

  void noProgress() {
    lock.lock();
    try {
      progress = null;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a thread to work unless there is one, or nothing to do. */
  void work(Function<Runnable, Thread> threads, Runnable work) {
    lock.lock();
    try {
      if (worker == null && entry.state().isActive() && !stopping) {
        worker = threads.apply(work);
        worker.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the worker ends now; not when there came new work while it finished. */
  boolean workerEnds() {
    lock.lock();
    try {
      if (entry.state().isActive() && !stopping) {
        return false;
      }
      worker = null;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The worker broke; whoever comes next starts a new one. */
  void workerBroke() {
    lock.lock();
    try {
      worker = null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Turns round, in the journal too: a cancel holds whatever becomes of this process. The worker
   * follows at its next step; it is interrupted only while it carries one out.
   */
  void requestCancel() {
    lock.lock();
    try {
      if (entry.state() == OperationState.FAILED || entry.state() == OperationState.RUNNING) {
        changeAnyway(JournalEntry::turnedRound);
        interruptWorker();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Goes on from the failed step; a no-op unless it waits after a failure. */
  void requestRetry() throws ProblemException {
    lock.lock();
    try {
      if (entry.state() == OperationState.FAILED) {
        change(JournalEntry::again);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks the worker to leave everything as it is. */
  Optional<Thread> requestStop() {
    lock.lock();
    try {
      stopping = true;
      interruptWorker();
      return Optional.ofNullable(worker);
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** What a step does while it may be interrupted. */
  @FunctionalInterface
  interface Interruptible<T> {
    T run() throws ProblemException, InterruptedException;
  }

  /**
   * Runs a part of a step so that a cancel or a stop interrupts it.
   *
   * @param cancellable whether a cancel does; it does not on the way back
   */
  <T> T interruptibly(boolean cancellable, Interruptible<T> part)
      throws ProblemException, InterruptedException {
    lock.lock();
    try {
      if (stopping || (cancellable && entry.state() != OperationState.RUNNING)) {
        throw new InterruptedException();
      }
      interruptible = true;
    } finally {
      lock.unlock();
    }
    try {
      return part.run();
    } finally {
      lock.lock();
      try {
        interruptible = false;
        // A request that came too late for the step must not hit the journal.
        Thread.interrupted();
      } finally {
        lock.unlock();
      }
    }
  }

  private void interruptWorker() {
    if (interruptible && worker != null) {
      worker.interrupt();
    }
  }

  private interface Change {
    void run() throws ProblemException;
  }

  /** A file channel closes itself when its thread is interrupted, so that waits until later. */
  private void uninterrupted(Change change) throws ProblemException {
    lock.lock();
    var interrupted = Thread.interrupted();
    try {
      change.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      lock.unlock();
    }
  }
}
