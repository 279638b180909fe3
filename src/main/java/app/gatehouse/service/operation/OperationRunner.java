package app.gatehouse.service.operation;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans, at most one at a time for each site, each on a virtual thread of its own.
 * Every transition is on disk before anything else happens, so that {@link #replay} goes on after a
 * crash where it came. All threads.
 */
public final class OperationRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);

  private static final Duration REST = Duration.ofSeconds(10);

  /** How many that have ended are remembered. */
  private static final int KEPT = 10;

  private final Map<StepKind, Step> steps = new EnumMap<>(StepKind.class);
  private final Journal journal;
  private final Function<Plan, SiteView> view;
  private final Consumer<OperationSnapshot> listener;
  private final Supplier<Collection<Site>> sites;
  private final RandomGenerator random;
  private final Map<Long, Operation> operations = new TreeMap<>();

  /** Numbers of those that are final, in the order in which they ended. */
  private final ConcurrentLinkedQueue<Long> ended = new ConcurrentLinkedQueue<>();

  private boolean closed;

  /**
   * @param journal where operations are kept
   * @param view of the site that a plan makes
   * @param listener told every change, in order for each operation; must not block
   * @param sites that exist
   * @param random for the operations' ids
   */
  public OperationRunner(
      Collection<Step> steps,
      Journal journal,
      Function<Plan, SiteView> view,
      Consumer<OperationSnapshot> listener,
      Supplier<Collection<Site>> sites,
      RandomGenerator random) {
    steps.forEach(step -> this.steps.put(step.kind(), step));
    this.journal = journal;
    this.view = view;
    this.listener = listener;
    this.sites = sites;
    this.random = random;
  }

  /** Reads the journal and goes on with it: {@link #load} and {@link #goOn} in one. */
  public void replay() throws ProblemException {
    load();
    goOn();
  }

  /** Reads the journal. Once, before anything else. */
  public synchronized void load() throws ProblemException {
    for (var entry : journal.all()) {
      operations.put(entry.number(), operation(entry.afterRestart(this::isLost)));
      if (entry.state().isFinal()) {
        ended.add(entry.number());
      }
    }
  }

  /** Goes on with what was under way; what had failed waits on. */
  public synchronized void goOn() {
    for (var operation : operations.values()) {
      if (operation.state().isActive()) {
        LOG.info("Operation {} goes on after a restart", operation.entry().id());
        work(operation);
      }
    }
  }

  private boolean isLost(StepKind kind) {
    var step = steps.get(kind);
    return step != null && !step.survivesRestart();
  }

  /**
   * Begins; the journal is written before this returns.
   *
   * @param plan whose protection holds hashes already
   * @throws ProblemException {@code already-running} when another operation of this site is not
   *     final, {@code storage-full}, {@code storage-denied}
   */
  public synchronized OperationSnapshot start(Plan plan) throws ProblemException {
    requireNoneOf(plan.site().name());
    var number = operations.isEmpty() ? 1 : new TreeMap<>(operations).lastKey() + 1;
    var id = "%d-%08x".formatted(number, random.nextInt());
    var entry = JournalEntry.begin(id, number, plan);
    journal.write(entry);
    var operation = operation(entry);
    operations.put(number, operation);
    var snapshot = operation.snapshot();
    listener.accept(snapshot);
    work(operation);
    return snapshot;
  }

  /**
   * @throws ProblemException {@code already-running} when an operation of this site is not final,
   *     {@code service-not-reachable} when this is closed
   */
  public synchronized void requireNoneOf(String site) throws ProblemException {
    if (closed) {
      throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception();
    }
    var other = unfinished(site);
    if (other.isPresent()) {
      throw Problem.error(ProblemCode.ALREADY_RUNNING)
          .with("name", site)
          .with("operation", other.get().entry().id())
          .variant("operation")
          .exception();
    }
  }

  public Optional<OperationSnapshot> operation(String id) {
    return find(id).map(Operation::snapshot);
  }

  /** Those that are not final, and the last final one; newest last. */
  public synchronized List<OperationSnapshot> operations() {
    // Read first: one that ends meanwhile is not among them, and is the last one then.
    var known = List.copyOf(ended);
    return operations.entrySet().stream()
        .map(o -> Map.entry(o.getKey(), o.getValue().snapshot()))
        .filter(
            o ->
                !o.getValue().state().isFinal()
                    || !known.contains(o.getKey())
                    || known.getLast().equals(o.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Tries the failed step again. */
  public OperationSnapshot retry(String id) throws ProblemException {
    var operation = known(id);
    operation.requestRetry();
    work(operation);
    return operation.snapshot();
  }

  /** Turns round and undoes; a no-op when it is final. */
  public OperationSnapshot cancel(String id) throws ProblemException {
    var operation = known(id);
    operation.requestCancel();
    work(operation);
    return operation.snapshot();
  }

  /** The operation of a site that is not final. */
  public Optional<OperationSnapshot> unfinishedOf(String site) {
    return unfinished(site).map(Operation::snapshot);
  }

  /**
   * Interrupts what is under way and waits for it to rest; nothing is undone, {@link #replay} goes
   * on with it.
   */
  @Override
  public void close() {
    List<Operation> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(operations.values());
    }
    var workers = all.stream().map(Operation::requestStop).flatMap(Optional::stream).toList();
    var deadline = System.nanoTime() + REST.toNanos();
    try {
      for (var worker : workers) {
        worker.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Operation operation(JournalEntry entry) {
    return new Operation(
        entry,
        journal,
        view,
        snapshot -> {
          if (snapshot.state().isFinal()) {
            ended.add(entry.number());
          }
          listener.accept(snapshot);
        });
  }

  private void work(Operation operation) {
    var worker =
        new OperationWorker(
            operation, steps, needs -> isNeededByOthers(operation, needs), this::forgetOldOnes);
    operation.work(
        run -> Thread.ofVirtual().name("operation " + operation.entry().id()).unstarted(run),
        worker);
  }

  private synchronized boolean isNeededByOthers(Operation operation, Predicate<Site> needs) {
    return sites.get().stream()
            .filter(site -> !site.name().equals(operation.site()))
            .anyMatch(needs)
        || operations.values().stream()
            .filter(other -> other != operation && !other.state().isFinal())
            .anyMatch(other -> needs.test(other.entry().plan().site()));
  }

  private Operation known(String id) throws ProblemException {
    return find(id)
        .orElseThrow(
            () ->
                Problem.error(ProblemCode.SITE_NOT_FOUND)
                    .with("name", id)
                    .variant("operation")
                    .exception());
  }

  private synchronized Optional<Operation> find(String id) {
    return operations.values().stream().filter(o -> o.entry().id().equals(id)).findFirst();
  }

  private synchronized Optional<Operation> unfinished(String site) {
    return operations.values().stream()
        .filter(o -> !o.state().isFinal() && o.site().equals(site))
        .findFirst();
  }

  /** Whoever waited for one may still ask how it ended, but not for ever. */
  private synchronized void forgetOldOnes() {
    while (ended.size() > KEPT) {
      var old = operations.get(ended.element());
      try {
        if (old != null) {
          journal.forget(old.entry().id());
          operations.remove(old.entry().number());
        }
        ended.remove();
      } catch (ProblemException e) {
        LOG.warn("An operation of the past stays in the journal: {}", e.getMessage());
        return;
      }
    }
  }
}
