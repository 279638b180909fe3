package app.gatehouse.service.operation;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it lies on disk. Its plan holds hashes where the user typed secrets.
 *
 * @param number grows with every operation of this home
 * @param sequence of the last change that was written
 */
record JournalEntry(
    String id,
    long number,
    Plan plan,
    OperationState state,
    long sequence,
    List<StepEntry> steps,
    @Nullable Problem problem) {

  /** Progress is told but not journaled: after a crash numbers go on well beyond those told. */
  private static final long CRASH_GAP = 10_000;

  JournalEntry {
    steps = List.copyOf(steps);
  }

  /**
   * @param notes what the step must know to undo itself
   */
  record StepEntry(
      StepKind kind, StepState state, @Nullable Problem problem, Map<String, String> notes) {
    StepEntry {
      notes = Map.copyOf(notes);
    }

    StepEntry with(StepState other, @Nullable Problem why) {
      return new StepEntry(kind, other, why, notes);
    }

    StepEntry noting(String name, String value) {
      var more = new HashMap<>(notes);
      more.put(name, value);
      return new StepEntry(kind, state, problem, more);
    }

    boolean isDone() {
      return state == StepState.OK || state == StepState.WARNING || state == StepState.SKIPPED;
    }

    /** Whether it may have changed something that was not taken back yet. */
    boolean mayHaveLeftSomething() {
      return state == StepState.OK
          || state == StepState.WARNING
          || state == StepState.RUNNING
          || state == StepState.FAILED;
    }
  }

  static JournalEntry begin(String id, long number, Plan plan) {
    var steps =
        plan.steps().stream()
            .map(kind -> new StepEntry(kind, StepState.WAITING, null, Map.of()))
            .toList();
    return new JournalEntry(id, number, plan, OperationState.RUNNING, 0, steps, null);
  }

  JournalEntry with(OperationState other, @Nullable Problem why) {
    return new JournalEntry(id, number, plan, other, sequence, steps, why);
  }

  JournalEntry withStep(int index, UnaryOperator<StepEntry> change) {
    var changed = new ArrayList<>(steps);
    changed.set(index, change.apply(steps.get(index)));
    return new JournalEntry(id, number, plan, state, sequence, changed, problem);
  }

  JournalEntry withSequence(long other) {
    return new JournalEntry(id, number, plan, state, other, steps, problem);
  }

  boolean isForwards() {
    return state == OperationState.RUNNING;
  }

  /** From forwards to backwards; a failure keeps its reason. */
  JournalEntry turnedRound() {
    return with(OperationState.UNDOING, problem);
  }

  /** Forwards again from the failed step. */
  JournalEntry again() {
    return with(OperationState.RUNNING, null)
        .waitingAgain(step -> step.state() == StepState.FAILED);
  }

  /**
   * As it is when the service starts again.
   *
   * @param lost whether what such a step had done went with the process
   */
  JournalEntry afterRestart(Predicate<StepKind> lost) {
    var next = withSequence(sequence + CRASH_GAP);
    return state == OperationState.RUNNING || state == OperationState.FAILED
        ? next.waitingAgain(step -> step.isDone() && lost.test(step.kind()))
        : next;
  }

  private JournalEntry waitingAgain(Predicate<StepEntry> which) {
    var next = this;
    for (var i = 0; i < steps.size(); i++) {
      if (which.test(steps.get(i))) {
        next = next.withStep(i, step -> step.with(StepState.WAITING, null));
      }
    }
    return next;
  }
}
