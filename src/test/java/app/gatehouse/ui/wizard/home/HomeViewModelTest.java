package app.gatehouse.ui.wizard.home;

import static app.gatehouse.ui.shared.Mark.OK;
import static app.gatehouse.ui.shared.Mark.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.wizard.home.PhoneProof.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class HomeViewModelTest extends PageTest {
  private final FakeFirewall firewall = new FakeFirewall();
  private final HomeViewModel page = new HomeViewModel(session, firewall);

  @Test
  void saysUnknownAndNeverRedAsLongAsNothingIsProven() {
    service.home = Facts::unknownHome;
    page.entered(frame);

    assertThat(page.station(Station.INTERNET).get()).isEqualTo(Mark.UNKNOWN);
    assertThat(page.station(Station.ROUTER).get()).isEqualTo(Mark.OK);
    assertThat(page.station(Station.COMPUTER).get()).isEqualTo(Mark.WARNING);
    assertThat(session.home()).isPresent();
  }

  @Test
  void saysOpenOnlyWithProof() {
    service.home = Facts::openHome;
    page.entered(frame);
    assertThat(page.station(Station.INTERNET).get()).isEqualTo(Mark.OK);
  }

  @Test
  void showsEveryCheckFromTheBeginning() {
    service.home = ScriptedService.never();
    page.entered(frame);
    assertThat(page.rows()).allMatch(row -> row.mark() == Mark.RUNNING);
    var begun = page.rows().stream().map(row -> row.check().id()).toList();

    service.home = Facts::unknownHome;
    page.check();

    assertThat(page.rows()).extracting(row -> row.check().id()).isEqualTo(begun);
    assertThat(page.rows()).noneMatch(row -> row.mark() == Mark.RUNNING);
  }

  @Test
  void letsTheUserGoOnWhileItLooks() {
    service.home = ScriptedService.never();
    page.entered(frame);
    assertThat(page.checking().get()).isTrue();
    assertThat(page.primaryEnabled().get()).isTrue();

    page.primary(frame);
    page.left();

    assertThat(frame.moves).containsExactly("next");
    assertThat(page.checking().get()).isFalse();
  }

  @Test
  void showsWhatIsKnownWithoutLookingTwice() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    page.entered(frame);
    assertThat(service.requests).containsExactly("check-home");

    page.check();
    assertThat(service.requests).hasSize(2);
  }

  @Test
  void saysWhyNothingCouldBeFoundOut() {
    service.home =
        ScriptedService.fails(Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow"));
    page.entered(frame);

    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
    assertThat(page.station(Station.COMPUTER).get()).isEqualTo(Mark.UNKNOWN);
    assertThat(page.rows()).isEmpty();
  }

  /** A view that nobody holds on to is forgotten with its listeners: the rows stayed away so. */
  @Test
  void tellsItsChecksToWhoeverListens() {
    var told = new ArrayList<HomeViewModel.Row>();
    page.rows()
        .addListener(
            (ListChangeListener<HomeViewModel.Row>) change -> told.addAll(change.getList()));
    System.gc();
    service.home = Facts::unknownHome;

    page.entered(frame);

    assertThat(told).isNotEmpty();
  }

  @Test
  void asksNobodyOutsideBeforeTheUserWantsIt() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    assertThat(service.requests).containsExactly("check-home");

    service.home = Facts::openHome;
    page.prove();

    assertThat(service.requests).last().isEqualTo("prove-home [] map true");
    assertThat(page.station(Station.INTERNET).get()).isEqualTo(Mark.OK);
    assertThat(page.proving().get()).isFalse();
  }

  @Test
  void leavesOutWhomTheUserDoesNotWant() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    page.parties().leaveOut("check-host", true);
    page.prove();

    assertThat(service.requests)
        .containsExactly(
            "check-home", "leave-out [check-host]", "prove-home [check-host] map true");
    assertThat(page.parties().all())
        .filteredOn(party -> party.leftOut())
        .extracting(party -> party.id())
        .containsExactly("check-host");
  }

  @Test
  void stopsAskingWhenThePageIsLeft() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    service.home = ScriptedService.never();
    page.prove();
    assertThat(page.proving().get()).isTrue();

    page.left();

    assertThat(page.proving().get()).isFalse();
  }

  @Test
  void opensTheFirewallAndLooksAgain() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    var blocks =
        Problem.error(ProblemCode.FIREWALL_BLOCKS).with("command", "sudo gatehouse-helper …");
    assertThat(page.fix(blocks)).hasValue(Fix.OPEN_FIREWALL);
    assertThat(page.fix(Problem.error(ProblemCode.FIREWALL_BLOCKS).variant("iptables")))
        .hasValue(Fix.CHECK_AGAIN);
    var before = service.requests.size();

    page.mend(Fix.OPEN_FIREWALL);

    assertThat(firewall.opened).containsExactly(Set.of(80, 443));
    assertThat(service.requests.subList(before, service.requests.size()))
        .containsExactly("check-home");
  }

  @Test
  void saysWhyTheFirewallStaysClosed() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    firewall.refusal = Problem.error(ProblemCode.NO_PERMISSION);

    page.mend(Fix.OPEN_FIREWALL);

    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.NO_PERMISSION);
    assertThat(page.checking().get()).isFalse();
    assertThat(page.rows()).isNotEmpty();
  }

  @Test
  void showsEachCheckAsItEnds() {
    service.seenFirst = Facts.checks().subList(1, 3);
    service.home = ScriptedService.never();
    page.entered(frame);

    assertThat(page.rows())
        .extracting(HomeViewModel.Row::mark)
        .startsWith(RUNNING, OK, OK, RUNNING);
    assertThat(page.rows().get(1).check().facts()).containsEntry("state", "free");
  }

  @Test
  void hearsNothingMoreOfALookThatIsOver() {
    var late = new ArrayList<Runnable>();
    service.home = ScriptedService.never();
    var slow = new HomeViewModel(lateSession(late), HomeFirewall.NONE);
    service.seenFirst = List.of(CheckResult.skipped("port-80"));
    slow.entered(frame);
    slow.left();

    late.forEach(Runnable::run);

    assertThat(slow.rows()).extracting(HomeViewModel.Row::mark).containsOnly(RUNNING);
  }

  /** What a check tells comes to the page only when the test lets it. */
  private SetupSession lateSession(List<Runnable> late) {
    var runner =
        new TaskRunner() {
          private final InlineTaskRunner inline = new InlineTaskRunner();

          @Override
          public <T> Task run(Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
            return inline.run(work, done, failed);
          }

          @Override
          public void later(Runnable action) {
            late.add(action);
          }

          @Override
          public Task after(Duration pause, Runnable action) {
            return inline.after(pause, action);
          }
        };
    var other = new SetupSession(runner, session.texts());
    other.connected(service, session.defaults());
    return other;
  }

  @Test
  void waitsForThePhoneAndTakesOverWhatItProves() {
    toPhone(Facts::phoneInside, Facts::phoneHalfThrough);

    assertThat(page.phone().phase().get()).isEqualTo(Phase.WAITING);
    assertThat(page.phone().visit().get().open()).containsExactly(80);
    assertThat(page.station(Station.INTERNET).get()).isEqualTo(Mark.UNKNOWN);
    assertThat(service.requests)
        .containsExactly(
            "check-home",
            "invite-phone map true",
            "await-phone 0",
            "await-phone 1",
            "await-phone 2");
    assertThat(page.busy().get()).as("nothing else is begun").isTrue();
  }

  @Test
  void isDoneWhenThePhoneCameThroughEveryPort() {
    toPhone(Facts::phoneInside, Facts::phoneThrough);

    assertThat(page.phone().phase().get()).isEqualTo(Phase.DONE);
    assertThat(page.station(Station.INTERNET).get()).isEqualTo(Mark.OK);
    assertThat(session.home()).contains(Facts.openHome());
    assertThat(service.requests).endsWith("end-phone");
    assertThat(page.busy().get()).isFalse();
  }

  @Test
  void waitsNoLongerWhenTheUserStops() {
    toPhone(Facts::phoneHalfThrough);

    page.phone().end();

    assertThat(page.phone().phase().get()).isEqualTo(Phase.IDLE);
    assertThat(service.requests).endsWith("end-phone");
    page.phone().end();
    assertThat(service.requests).filteredOn("end-phone"::equals).hasSize(1);
  }

  @Test
  void waitsNoLongerOnceThePageIsLeft() {
    toPhone();

    page.left();

    assertThat(page.phone().phase().get()).isEqualTo(Phase.IDLE);
    assertThat(service.requests).endsWith("end-phone");
  }

  @Test
  void waitsNoLongerWhenThePageIsLeftWhileThePortsAreBeingOpened() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    service.visit = ScriptedService.never();
    page.tryPhone();
    assertThat(page.phone().phase().get()).isEqualTo(Phase.OPENING);

    page.left();

    assertThat(service.requests).endsWith("end-phone");
  }

  @Test
  void escapeEndsThePhoneFirstAndLeavesThePageThen() {
    toPhone();
    assertThat(page.escaped()).isTrue();
    assertThat(page.phone().phase().get()).isEqualTo(Phase.IDLE);
    assertThat(page.escaped()).isFalse();
  }

  @Test
  void saysThatNobodyIsWaitedForAnyMore() {
    toPhone(() -> new PhoneVisit(Facts.phoneAwaited().links(), 0, Set.of(), false, true, null));
    assertThat(page.phone().phase().get()).isEqualTo(Phase.OVER);

    service.visits.add(ScriptedService.fails(Problem.info(ProblemCode.CANCELLED)));
    page.tryPhone();
    assertThat(page.phone().phase().get()).isEqualTo(Phase.OVER);
    assertThat(page.phone().problem().get()).isNull();
    assertThat(page.busy().get()).isFalse();
  }

  @Test
  void saysWhyThePhoneCannotBeWaitedFor() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    service.visit = ScriptedService.fails(Problem.error(ProblemCode.PORT_IN_USE).with("port", 80));
    page.tryPhone();

    assertThat(page.phone().problem().get().code()).isEqualTo(ProblemCode.PORT_IN_USE);
    assertThat(page.phone().phase().get()).isEqualTo(Phase.IDLE);

    service.visit = Facts::phoneAwaited;
    page.tryPhone();
    assertThat(page.phone().problem().get()).isNull();
  }

  @Test
  void doesNotHangWhenTheServiceGoes() {
    var lost = new ArrayList<Problem>();
    session.onLost(lost::add);
    toPhone(ScriptedService.fails(Problem.error(ProblemCode.SERVICE_NOT_REACHABLE)));

    assertThat(page.phone().phase().get()).isEqualTo(Phase.IDLE);
    assertThat(page.busy().get()).isFalse();
    assertThat(lost).hasSize(1);
    assertThat(service.requests).doesNotContain("end-phone");
  }

  @SafeVarargs
  private void toPhone(ScriptedService.Answer<PhoneVisit>... comes) {
    service.home = Facts::unknownHome;
    page.entered(frame);
    service.visit = Facts::phoneAwaited;
    service.visits.addAll(List.of(comes));
    page.tryPhone();
  }

  @Test
  void offersOneThingForAProblem() {
    service.home = Facts::closedHome;
    page.entered(frame);
    var taken = page.rows().getFirst().check().problem();
    assertThat(page.fix(taken)).contains(Fix.CHECK_AGAIN);
    assertThat(page.fix(Problem.error(ProblemCode.CGNAT))).isEmpty();

    page.mend(Fix.CHECK_AGAIN);

    assertThat(service.requests).containsExactly("check-home", "check-home");
  }

  @Test
  void asksTheRouterOnlyWhereOneHelps() {
    var notForwarded = Problem.error(ProblemCode.PORT_NOT_FORWARDED);
    assertThat(Fix.of(notForwarded, false)).isEmpty();
    assertThat(Fix.of(notForwarded, true)).contains(Fix.ASK_ROUTER);
    service.home = Facts::unknownHome;
    page.entered(frame);

    page.mend(Fix.ASK_ROUTER);

    assertThat(service.requests).last().isEqualTo("prove-home [] map true");
  }

  @Test
  void asksTheRouterForThePhoneWhereNoPartyIsLeft() {
    service.home = Facts::unknownHome;
    page.entered(frame);
    Facts.PARTIES.forEach(party -> page.parties().leaveOut(party.id(), true));
    service.visit = Facts::phoneAwaited;

    page.mend(Fix.ASK_ROUTER);

    assertThat(service.requests).contains("invite-phone map true");
  }

  @Test
  void copiesWhatTheCommandLineTells() {
    assertThat(page.toCopy()).isEmpty();
    service.home = Facts::closedHome;
    page.entered(frame);

    assertThat(page.toCopy().lines())
        .contains("  ✗ Port 80", "      Port 80 is taken by nginx", "  ✓ Port 443")
        .anyMatch(line -> line.contains("CGNAT"));
  }
}
