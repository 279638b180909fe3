package app.gatehouse.service.operation;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one operation forwards, or backwards, until it rests. */
final class OperationWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationWorker.class);

  private final Operation operation;
  private final Map<StepKind, Step> steps;
  private final Predicate<Predicate<Site>> neededByOthers;
  private final Runnable atRest;

  /**
   * @param neededByOthers whether a site beside this one needs something
   * @param atRest called each time it comes to rest
   */
  OperationWorker(
      Operation operation,
      Map<StepKind, Step> steps,
      Predicate<Predicate<Site>> neededByOthers,
      Runnable atRest) {
    this.operation = operation;
    this.steps = steps;
    this.neededByOthers = neededByOthers;
    this.atRest = atRest;
  }

  @Override
  public void run() {
    try {
      do {
        if (operation.state() == OperationState.RUNNING) {
          forwards();
        }
        if (operation.state() == OperationState.UNDOING) {
          backwards();
        }
      } while (!operation.workerEnds());
      atRest.run();
    } catch (InterruptedException e) {
      // The service ends: what is journaled is carried on at its next start.
      operation.workerBroke();
    } catch (RuntimeException | Error e) {
      operation.workerBroke();
      LOG.error("Operation {} broke off", operation.entry().id(), e);
      throw e;
    }
  }

  private void forwards() throws InterruptedException {
    for (var i = 0; i < operation.entry().steps().size(); i++) {
      if (!operation.entry().steps().get(i).isDone() && !forward(i)) {
        return;
      }
    }
    finish(entry -> entry.isForwards() ? entry.with(OperationState.DONE, null) : entry);
  }

  /**
   * @return whether the next step may follow
   */
  private boolean forward(int index) throws InterruptedException {
    try {
      begin(index);
      if (operation.state() != OperationState.RUNNING) {
        return false;
      }
      var result = apply(index);
      operation.change(
          entry -> entry.withStep(index, step -> step.with(result.state(), result.problem())));
      return true;
    } catch (ProblemException e) {
      if (operation.isStopping()) {
        // Its own end, not the step's failure, whatever the interrupted step calls it.
        throw new InterruptedException();
      }
      LOG.info("Step {} failed: {}", operation.entry().steps().get(index).kind(), e.getMessage());
      fail(index, e.problem());
    } catch (InterruptedException e) {
      if (operation.isStopping()) {
        throw e;
      }
      // After a cancel it has turned round already; nobody else interrupts a step.
      fail(index, broke("STEP-", index, e));
    } catch (RuntimeException e) {
      LOG.error("Step {} broke", operation.entry().steps().get(index).kind(), e);
      fail(index, broke("STEP-", index, e));
    }
    return false;
  }

  private void begin(int index) throws ProblemException {
    operation.noProgress();
    operation.change(
        entry ->
            entry.isForwards()
                ? entry.withStep(index, step -> step.with(StepState.RUNNING, null))
                : entry);
  }

  private StepResult apply(int index) throws ProblemException, InterruptedException {
    var step = step(index);
    return operation.interruptibly(true, () -> step.apply(new Context(index)));
  }

  private void fail(int index, Problem problem) {
    finish(
        entry -> {
          if (!entry.isForwards()) {
            // Whoever cancels is not told that cancelling made the step fail.
            return entry;
          }
          return entry
              .withStep(index, step -> step.with(StepState.FAILED, problem))
              .with(OperationState.FAILED, problem);
        });
  }

  private void backwards() throws InterruptedException {
    for (var i = operation.entry().steps().size() - 1; i >= 0; i--) {
      backward(i);
    }
    finish(entry -> entry.with(OperationState.CANCELLED, entry.problem()));
  }

  private void backward(int index) throws InterruptedException {
    var before = operation.entry().steps().get(index);
    if (before.state() == StepState.WAITING) {
      finish(entry -> entry.withStep(index, step -> step.with(StepState.CANCELLED, null)));
    }
    if (!before.mayHaveLeftSomething()) {
      return;
    }
    try {
      operation.noProgress();
      var step = step(index);
      operation.interruptibly(
          false,
          () -> {
            step.undo(new Context(index));
            return StepState.UNDONE;
          });
      // A failed step keeps its reason, so that people can still read it afterwards.
      finish(entry -> entry.withStep(index, s -> s.with(StepState.UNDONE, s.problem())));
    } catch (ProblemException e) {
      LOG.warn("Step {} could not be undone: {}", before.kind(), e.getMessage());
      notUndone(index, e.problem());
    } catch (RuntimeException e) {
      LOG.error("Undoing step {} broke", before.kind(), e);
      notUndone(index, broke("UNDO-", index, e));
    }
  }

  /** A mistake of ours: it gets a code that leads to the place. */
  private Problem broke(String code, int index, Exception e) {
    var kind = operation.entry().steps().get(index).kind();
    return Problem.error(ProblemCode.UNKNOWN).with("short-code", code + kind).cause(e);
  }

  private void notUndone(int index, Problem problem) {
    finish(
        entry ->
            entry
                .withStep(index, step -> step.with(StepState.FAILED, problem))
                .with(OperationState.UNDOING, problem));
  }

  private void finish(UnaryOperator<JournalEntry> change) {
    operation.changeAnyway(change);
  }

  private Step step(int index) {
    var kind = operation.entry().steps().get(index).kind();
    var step = steps.get(kind);
    if (step == null) {
      throw new IllegalStateException("nobody carries out " + kind);
    }
    return step;
  }

  /** The operation as one of its steps sees it. */
  private final class Context implements StepContext {
    private final int index;

    Context(int index) {
      this.index = index;
    }

    @Override
    public Plan plan() {
      return operation.entry().plan();
    }

    @Override
    public void progress(String milestone) {
      operation.progress(milestone);
    }

    @Override
    public void note(String name, String value) throws ProblemException {
      operation.change(entry -> entry.withStep(index, step -> step.noting(name, value)));
    }

    @Override
    public Optional<String> noted(String name) {
      return Optional.ofNullable(operation.entry().steps().get(index).notes().get(name));
    }

    @Override
    public boolean isNeededByOthers(Predicate<Site> needs) {
      return neededByOthers.test(needs);
    }
  }
}
