package app.gatehouse.ui.wizard.home;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.Mark;
import java.util.ArrayList;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class HomeViewModelTest extends PageTest {
  private final HomeViewModel page = new HomeViewModel(session);

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
}
