package app.gatehouse.ui.wizard.home;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
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
  }

  /** A view that nobody holds on to is forgotten with its listeners: the rows stayed away so. */
  @Test
  void tellsItsChecksToWhoeverListens() {
    var told = new ArrayList<CheckResult>();
    page.checks()
        .addListener((ListChangeListener<CheckResult>) change -> told.addAll(change.getList()));
    System.gc();
    service.home = Facts::unknownHome;

    page.entered(frame);

    assertThat(told).isNotEmpty();
  }
}
