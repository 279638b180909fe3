package app.gatehouse.service.operation;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What operations change, with steps that can fail, break, stop half-way and be waited for. */
final class World {
  private final Set<StepKind> done = EnumSet.noneOf(StepKind.class);
  private final Map<StepKind, Problem> failures = new EnumMap<>(StepKind.class);
  private final Map<StepKind, Problem> undoFailures = new EnumMap<>(StepKind.class);
  private final Map<StepKind, RuntimeException> breakages = new EnumMap<>(StepKind.class);
  private final List<String> log = new ArrayList<>();
  private final AtomicInteger interrupted = new AtomicInteger();
  private @Nullable StepKind holdIn;
  private CountDownLatch held = new CountDownLatch(1);
  private @Nullable CountDownLatch deafUntil;

  synchronized void fails(StepKind kind, Problem problem) {
    failures.put(kind, problem);
  }

  synchronized void works(StepKind kind) {
    failures.remove(kind);
  }

  synchronized void breaks(StepKind kind, RuntimeException exception) {
    breakages.put(kind, exception);
  }

  synchronized void cannotBeUndone(StepKind kind, Problem problem) {
    undoFailures.put(kind, problem);
  }

  /** A step that has changed something stops there until it is interrupted. */
  synchronized void holdsIn(@Nullable StepKind kind) {
    holdIn = kind;
    held = new CountDownLatch(1);
    deafUntil = null;
  }

  /** As {@link #holdsIn}, but no interrupt ends it, only the latch. */
  synchronized CountDownLatch isDeafIn(StepKind kind) {
    holdsIn(kind);
    var latch = new CountDownLatch(1);
    deafUntil = latch;
    return latch;
  }

  private static void await(@Nullable CountDownLatch deafUntil) throws InterruptedException {
    if (deafUntil == null) {
      new CountDownLatch(1).await();
      return;
    }
    while (deafUntil.getCount() > 0) {
      try {
        deafUntil.await();
      } catch (InterruptedException e) {
        // It does not hear.
      }
    }
  }

  void awaitHeld() throws InterruptedException {
    CountDownLatch latch;
    synchronized (this) {
      latch = held;
    }
    latch.await();
  }

  /** How many steps were interrupted while they held. */
  int interrupted() {
    return interrupted.get();
  }

  synchronized Set<StepKind> done() {
    return done.isEmpty() ? EnumSet.noneOf(StepKind.class) : EnumSet.copyOf(done);
  }

  synchronized List<String> log() {
    return List.copyOf(log);
  }

  /** What belongs to the process goes with it. */
  synchronized void restart() {
    done.remove(StepKind.OPEN_PORTS);
  }

  List<Step> steps() {
    return Arrays.stream(StepKind.values()).<Step>map(Fake::new).toList();
  }

  private final class Fake implements Step {
    private final StepKind kind;

    Fake(StepKind kind) {
      this.kind = kind;
    }

    @Override
    public StepKind kind() {
      return kind;
    }

    @Override
    public boolean survivesRestart() {
      return kind != StepKind.OPEN_PORTS;
    }

    @Override
    public StepResult apply(StepContext context) throws ProblemException, InterruptedException {
      context.note("touched", "true");
      boolean hold;
      CountDownLatch deaf;
      synchronized (World.this) {
        log.add("apply " + kind.id());
        done.add(kind);
        hold = holdIn == kind;
        deaf = deafUntil;
        if (breakages.containsKey(kind)) {
          throw breakages.get(kind);
        }
        if (failures.containsKey(kind)) {
          throw failures.get(kind).exception();
        }
      }
      context.progress("half-way");
      if (hold) {
        held.countDown();
        try {
          await(deaf);
        } catch (InterruptedException e) {
          interrupted.incrementAndGet();
          throw e;
        }
      }
      return kind == StepKind.MAP_PORTS
          ? StepResult.skipped(Problem.warning(ProblemCode.ROUTER_NOT_FOUND))
          : StepResult.OK;
    }

    @Override
    public void undo(StepContext context) throws ProblemException {
      synchronized (World.this) {
        log.add("undo " + kind.id());
        if (undoFailures.containsKey(kind)) {
          throw undoFailures.get(kind).exception();
        }
        if (context.noted("touched").isPresent()) {
          done.remove(kind);
        }
      }
    }
  }
}
