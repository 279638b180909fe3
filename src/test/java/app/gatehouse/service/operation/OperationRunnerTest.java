package app.gatehouse.service.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Eventually;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationRunnerTest {
  private static final StepKind[] ALL = StepKind.values();

  private final World world = new World();
  private final MemoryJournal disk = new MemoryJournal();
  private final List<OperationSnapshot> told = new CopyOnWriteArrayList<>();
  private OperationRunner runner = runner();

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void doesAllStepsInOrder() throws Exception {
    var id = runner.start(plan("a.example")).id();

    var last = awaitRest(id);

    assertThat(last.state()).isEqualTo(OperationState.DONE);
    assertThat(last.steps().stream().map(StepReport::state))
        .containsExactly(
            StepState.OK,
            StepState.SKIPPED,
            StepState.OK,
            StepState.OK,
            StepState.OK,
            StepState.OK);
    assertThat(world.log()).containsExactlyElementsOf(log("apply", ALL));
  }

  @Test
  void tellsEveryChangeInOrder() throws Exception {
    var id = runner.start(plan("a.example")).id();
    awaitRest(id);

    assertThat(told.stream().map(OperationSnapshot::sequence)).isSorted().doesNotHaveDuplicates();
    assertThat(told.getFirst().state()).isEqualTo(OperationState.RUNNING);
    assertThat(told.getLast().state()).isEqualTo(OperationState.DONE);
    assertThat(told.stream().flatMap(s -> s.steps().stream()).map(StepReport::progress))
        .contains("half-way");
  }

  @ParameterizedTest
  @EnumSource(StepKind.class)
  void waitsAfterAFailureAndGoesOnFromThere(StepKind failing) throws Exception {
    var problem = Problem.error(ProblemCode.CA_UNREACHABLE);
    world.fails(failing, problem);
    var id = runner.start(plan("a.example")).id();

    var failed = awaitRest(id);
    assertThat(failed.state()).isEqualTo(OperationState.FAILED);
    assertThat(failed.problem()).isEqualTo(problem);
    assertThat(failed.steps().get(failing.ordinal()).problem()).isEqualTo(problem);

    world.works(failing);
    runner.retry(id);
    assertThat(awaitRest(id).state()).isEqualTo(OperationState.DONE);
    assertThat(world.log().stream().filter(("apply " + failing.id())::equals)).hasSize(2);
    assertThat(world.log()).hasSize(ALL.length + 1);
  }

  @Test
  void aStepThatBreaksFails() throws Exception {
    world.breaks(StepKind.PUBLISH, new IllegalStateException("bug"));
    var failed = awaitRest(runner.start(plan("a.example")).id());

    assertThat(failed.state()).isEqualTo(OperationState.FAILED);
    assertThat(failed.problem()).extracting(Problem::code).isEqualTo(ProblemCode.UNKNOWN);
    assertThat(failed.problem()).extracting(Problem::detail).asString().contains("bug");
  }

  @ParameterizedTest
  @EnumSource(StepKind.class)
  void cancelInAStepUndoesInReverse(StepKind holding) throws Exception {
    world.holdsIn(holding);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();

    runner.cancel(id);

    var last = awaitRest(id);
    assertThat(last.state()).isEqualTo(OperationState.CANCELLED);
    assertThat(last.problem()).isNull();
    var undone = world.log().stream().filter(line -> line.startsWith("undo")).toList();
    assertThat(undone).startsWith("undo " + holding.id());
    assertThat(undone)
        .isEqualTo(
            Arrays.stream(ALL)
                .filter(kind -> kind.ordinal() <= holding.ordinal())
                // Skipped steps have changed nothing.
                .filter(kind -> kind != StepKind.MAP_PORTS || kind == holding)
                .map(kind -> "undo " + kind.id())
                .toList()
                .reversed());
    assertThat(last.steps().subList(holding.ordinal() + 1, ALL.length))
        .allMatch(step -> step.state() == StepState.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(StepKind.class)
  void cancelAfterAFailureUndoesAndKeepsTheReason(StepKind failing) throws Exception {
    var problem = Problem.error(ProblemCode.CA_REJECTS_NAME);
    world.fails(failing, problem);
    var id = runner.start(plan("a.example")).id();
    awaitRest(id);

    runner.cancel(id);

    var last = awaitRest(id);
    assertThat(last.state()).isEqualTo(OperationState.CANCELLED);
    assertThat(last.problem()).isEqualTo(problem);
    assertThat(last.steps().get(failing.ordinal()))
        .isEqualTo(new StepReport(failing.id(), StepState.UNDONE, null, problem));
  }

  @ParameterizedTest
  @EnumSource(StepKind.class)
  void aCancelIsNotLostWhenTheProcessDies(StepKind holding) throws Exception {
    var deaf = world.isDeafIn(holding);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();

    assertThat(runner.cancel(id).state()).isEqualTo(OperationState.UNDOING);

    // The process is gone in the middle of the step; the next one finds only the disk.
    var next = runner();
    world.holdsIn(null);
    next.replay();
    assertThat(
            Eventually.get(
                    "rests", () -> next.operation(id).orElseThrow(), o -> !o.state().isActive())
                .state())
        .isEqualTo(OperationState.CANCELLED);
    assertThat(world.done()).isSubsetOf(StepKind.MAP_PORTS);
    deaf.countDown();
    awaitRest(id);
  }

  @Test
  void aCancelIsNotLostWhenTheServiceStops() throws Exception {
    var deaf = world.isDeafIn(StepKind.CERTIFICATE);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();

    runner.cancel(id);
    var stop = Thread.startVirtualThread(runner::close);
    Eventually.isTrue("it waits for the step", () -> stop.getState() == Thread.State.TIMED_WAITING);
    deaf.countDown();
    stop.join();
    world.holdsIn(null);
    restart();

    assertThat(awaitRest(id).state()).isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void undoesTheRestWhenOneStepCannotBeUndone() throws Exception {
    var stuck = Problem.error(ProblemCode.ROUTER_REFUSES);
    world.cannotBeUndone(StepKind.CERTIFICATE, stuck);
    world.holdsIn(StepKind.PROVE);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();

    runner.cancel(id);

    var last = awaitRest(id);
    assertThat(last.state()).isEqualTo(OperationState.CANCELLED);
    assertThat(last.problem()).isEqualTo(stuck);
    assertThat(world.done()).containsExactlyInAnyOrder(StepKind.CERTIFICATE, StepKind.MAP_PORTS);
  }

  @Test
  void cancelOfAFinalOneChangesNothing() throws Exception {
    var id = runner.start(plan("a.example")).id();
    var done = awaitRest(id);

    assertThat(runner.cancel(id)).isEqualTo(done);
    assertThat(runner.retry(id)).isEqualTo(done);
    assertThat(world.done()).containsExactlyInAnyOrder(ALL);
  }

  @Test
  void refusesTwoAtOnceForOneSite() throws Exception {
    world.holdsIn(StepKind.CERTIFICATE);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();

    assertThatThrownBy(() -> runner.start(plan("a.example")))
        .asInstanceOf(type(ProblemException.class))
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo(ProblemCode.ALREADY_RUNNING);
              assertThat(e.problem().facts()).containsEntry("operation", id);
            });
    assertThat(runner.start(plan("b.example")).state()).isEqualTo(OperationState.RUNNING);
  }

  @Test
  void aFullDiskRefusesTheStart() {
    disk.full(true);

    assertThatThrownBy(() -> runner.start(plan("a.example")))
        .asInstanceOf(type(ProblemException.class))
        .extracting(e -> e.problem().code())
        .isEqualTo(ProblemCode.STORAGE_FULL);
    assertThat(world.log()).isEmpty();
    assertThat(runner.operations()).isEmpty();
  }

  @Test
  void aDiskThatFillsUpFailsTheStepAndUndoStillWorks() throws Exception {
    world.holdsIn(StepKind.CERTIFICATE);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();
    disk.full(true);

    runner.cancel(id);

    assertThat(awaitRest(id).state()).isEqualTo(OperationState.CANCELLED);
    assertThat(world.done()).containsExactly(StepKind.MAP_PORTS);
  }

  @Test
  void aFailedOneWaitsOverARestart() throws Exception {
    world.fails(StepKind.CERTIFICATE, Problem.error(ProblemCode.CA_UNREACHABLE));
    var id = runner.start(plan("a.example")).id();
    var failed = awaitRest(id);
    restart();

    var after = runner.operation(id).orElseThrow();
    assertThat(after.state()).isEqualTo(OperationState.FAILED);
    assertThat(after.problem()).isEqualTo(failed.problem());
    assertThat(after.sequence()).isGreaterThan(failed.sequence());
    world.works(StepKind.CERTIFICATE);
    runner.retry(id);
    assertThat(awaitRest(id).state()).isEqualTo(OperationState.DONE);
  }

  @ParameterizedTest
  @EnumSource(StepKind.class)
  void aStopLeavesItToTheNextStart(StepKind holding) throws Exception {
    world.holdsIn(holding);
    var id = runner.start(plan("a.example")).id();
    world.awaitHeld();

    runner.close();
    assertThat(world.log()).noneMatch(line -> line.startsWith("undo"));
    assertThatThrownBy(() -> runner.start(plan("b.example")))
        .hasMessageContaining("service-not-reachable");

    world.holdsIn(null);
    restart();
    assertThat(awaitRest(id).state()).isEqualTo(OperationState.DONE);
    assertThat(world.done()).containsExactlyInAnyOrder(ALL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashAtAnyWriteIsFollowedByGoingOn(boolean afterWriting) throws Exception {
    var writes = writesOfAWholeOperation();
    for (var write = 2; write <= writes; write++) {
      var each = new OperationRunnerTest();
      each.disk.crashAt(write, afterWriting);
      var id = each.runner.start(plan("a.example")).id();
      Eventually.isTrue("crash at write " + write, each.disk::hasCrashed);
      each.restart();

      assertThat(each.awaitRest(id).state()).as("write %d", write).isEqualTo(OperationState.DONE);
      assertThat(each.world.done())
          .contains(StepKind.CERTIFICATE, StepKind.PUBLISH, StepKind.PROVE);
      // After the very last write nothing goes on: ports are then opened because there are sites.
      var wasDone = afterWriting && write == writes;
      assertThat(each.world.done().contains(StepKind.OPEN_PORTS)).isNotEqualTo(wasDone);
      assertThat(each.disk.count()).isEqualTo(1);
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashWhileUndoingIsFollowedByUndoing(boolean afterWriting) throws Exception {
    for (var write = 1; write <= 4; write++) {
      var each = new OperationRunnerTest();
      each.world.fails(StepKind.PROVE, Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH));
      var id = each.runner.start(plan("a.example")).id();
      each.awaitRest(id);
      // The first write of a cancel after a failure says that it turns round.
      var first = each.disk.writes() + 1;
      each.disk.crashAt(first + write, afterWriting);
      each.runner.cancel(id);
      Eventually.isTrue("crash at write " + write, each.disk::hasCrashed);
      each.restart();

      assertThat(each.awaitRest(id).state()).isEqualTo(OperationState.CANCELLED);
      assertThat(each.world.done()).containsExactly(StepKind.MAP_PORTS);
      each.close();
    }
  }

  @Test
  void remembersTheTenThatEndedLastNotThatBeganLast() throws Exception {
    world.fails(StepKind.CERTIFICATE, Problem.error(ProblemCode.CA_UNREACHABLE));
    var first = runner.start(plan("first.example")).id();
    awaitRest(first);
    world.works(StepKind.CERTIFICATE);
    for (var i = 0; i < 12; i++) {
      awaitRest(runner.start(plan("site" + i + ".example")).id());
    }

    runner.cancel(first);
    awaitRest(first);

    assertThat(runner.operations()).extracting(OperationSnapshot::id).containsExactly(first);
    Eventually.isTrue("ten are kept", () -> disk.count() == 10);
    assertThat(runner.operation(first)).isPresent();
    restart();
    assertThat(runner.operation(first)).isPresent();
  }

  @Test
  void stopsAllBeforeItWaitsForAny() throws Exception {
    var deaf = world.isDeafIn(StepKind.CERTIFICATE);
    runner.start(plan("deaf.example"));
    world.awaitHeld();
    world.holdsIn(StepKind.MAP_PORTS);
    runner.start(plan("hearing.example"));
    world.awaitHeld();

    var stop = Thread.startVirtualThread(runner::close);

    Eventually.isTrue("the second ends beside the first", () -> world.interrupted() == 1);
    assertThat(stop.isAlive()).isTrue();
    deaf.countDown();
    stop.join();
  }

  @Test
  void remembersTheUnfinishedAndTheLastFinalOne() throws Exception {
    awaitRest(runner.start(plan("a.example")).id());
    awaitRest(runner.start(plan("b.example")).id());
    world.fails(StepKind.CERTIFICATE, Problem.error(ProblemCode.CA_UNREACHABLE));
    awaitRest(runner.start(plan("c.example")).id());

    assertThat(runner.operations().stream().map(o -> o.site().name()))
        .containsExactly("b.example", "c.example");
  }

  @Test
  void unknownOperationsAreNamed() {
    assertThat(runner.operation("nothing")).isEmpty();
    assertThatThrownBy(() -> runner.cancel("nothing"))
        .asInstanceOf(type(ProblemException.class))
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo(ProblemCode.SITE_NOT_FOUND);
              assertThat(e.problem().facts())
                  .containsEntry("name", "nothing")
                  .containsEntry(Problem.VARIANT, "operation");
            });
  }

  private int writesOfAWholeOperation() throws Exception {
    awaitRest(runner.start(plan("a.example")).id());
    return disk.writes();
  }

  private void restart() throws ProblemException {
    runner.close();
    world.restart();
    disk.powerOn();
    runner = runner();
    runner.replay();
  }

  private OperationRunner runner() {
    return new OperationRunner(
        world.steps(),
        new Journal(disk),
        plan -> SiteView.of(plan.site(), 443),
        told::add,
        List::of,
        new Random(7));
  }

  private OperationSnapshot awaitRest(String id) {
    return Eventually.get(
        "operation rests",
        () -> runner.operation(id).orElseThrow(),
        snapshot -> !snapshot.state().isActive());
  }

  private static List<String> log(String verb, StepKind... kinds) {
    return Arrays.stream(kinds).map(kind -> verb + " " + kind.id()).toList();
  }

  static Plan plan(String host) {
    return new Plan(
        new Site(
            new SiteAddress(AddressKind.OWN_DOMAIN, host),
            new Upstream("127.0.0.1", 7860),
            "generic",
            new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
            CertificateChoice.LOCAL_CA,
            false),
        List.of(ALL),
        true);
  }
}
