package app.gatehouse.ui.wizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.AppChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppViewModelTest extends PageTest {
  private final AppViewModel page = new AppViewModel(session);

  @Test
  void goesOnWithTheAppThatWasPicked() {
    service.apps = () -> List.of(Facts.GRADIO, Facts.FLASK);
    page.entered(frame);
    assertThat(page.primaryEnabled().get()).isFalse();

    page.choice().select(Facts.FLASK);
    page.primary(frame);

    assertThat(frame.moves).containsExactly("next");
    assertThat(session.answers().app()).isEqualTo("http://127.0.0.1:5000");
    assertThat(session.answers().preset()).isEqualTo("flask");
  }

  @Test
  void saysThatNothingRuns() {
    service.apps = List::of;
    page.entered(frame);
    assertThat(page.choice().search().get()).isEqualTo(AppChoice.Search.NOTHING);
  }

  @Test
  void showsWhyTheSearchFailedAndLooksAgain() {
    service.apps = ScriptedService.fails(Problem.error(ProblemCode.UNKNOWN));
    page.entered(frame);
    assertThat(page.choice().search().get()).isEqualTo(AppChoice.Search.FAILED);

    service.apps = () -> List.of(Facts.GRADIO);
    page.choice().refresh();

    assertThat(page.choice().search().get()).isEqualTo(AppChoice.Search.FOUND);
    assertThat(page.choice().searchProblem().get()).isNull();
  }

  @Test
  void refusesWhatIsNoAddressBeforeAskingAnybody() {
    service.apps = List::of;
    page.entered(frame);
    page.choice().typed().set("https://127.0.0.1:7860");
    page.primary(frame);

    assertThat(page.choice().typedProblem().get().code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    assertThat(frame.moves).isEmpty();
    assertThat(service.requests).containsExactly("find-apps");
  }

  @Test
  void looksAtATypedAddressOnceItsFieldIsLeft() {
    service.apps = List::of;
    service.examined = () -> Facts.GRADIO;
    page.entered(frame);
    page.choice().typed().set("7860");
    page.choice().typedLeft();
    page.choice().typedLeft();

    assertThat(page.choice().typedApp().get()).isEqualTo(Facts.GRADIO);
    page.primary(frame);
    assertThat(session.answers().preset()).isEqualTo("gradio");
    assertThat(service.requests).containsExactly("find-apps", "examine 7860");
  }

  @Test
  void saysUnderTheFieldThatNobodyListens() {
    service.apps = List::of;
    service.examined =
        ScriptedService.fails(
            Problem.error(ProblemCode.APP_NOT_RUNNING).with("address", "http://127.0.0.1:9"));
    page.entered(frame);
    page.choice().typed().set("9");
    page.primary(frame);

    assertThat(page.choice().typedProblem().get().code()).isEqualTo(ProblemCode.APP_NOT_RUNNING);
    assertThat(page.primaryEnabled().get()).isTrue();
    page.choice().typed().set("90");
    assertThat(page.choice().typedProblem().get()).isNull();
  }

  @Test
  void picksAgainWhatWasPickedEarlier() {
    session.answer(draft -> draft.app(Facts.GRADIO));
    service.apps = () -> List.of(Facts.FLASK, Facts.GRADIO);
    page.entered(frame);
    assertThat(page.choice().selected().get()).isEqualTo(Facts.GRADIO);
  }

  @Test
  void typingTakesBackWhatWasPicked() {
    service.apps = () -> List.of(Facts.GRADIO);
    page.entered(frame);
    page.choice().select(Facts.GRADIO);
    page.choice().typed().set("5");
    assertThat(page.choice().selected().get()).isNull();
  }

  @Test
  void keepsWhatIsTypedOrPickedWithoutGoingOn() {
    service.apps = () -> List.of(Facts.GRADIO);
    page.entered(frame);
    page.choice().typed().set("78");
    assertThat(service.draft.orElseThrow().app()).isEqualTo("78");

    page.choice().select(Facts.GRADIO);

    assertThat(service.draft.orElseThrow().preset()).isEqualTo("gradio");
    page.choice().typed().set("x");
    page.choice().typed().set("");
    assertThat(service.draft.orElseThrow().app()).isNull();
  }
}
