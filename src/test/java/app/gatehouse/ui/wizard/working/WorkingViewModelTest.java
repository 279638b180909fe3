package app.gatehouse.ui.wizard.working;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.Setup;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkingViewModelTest extends PageTest {
  private final WorkingViewModel page = new WorkingViewModel(session);

  @BeforeEach
  void begin() throws ProblemException {
    var site =
        new Site(
            new SiteAddress(AddressKind.PRIVATE, "studio.home.arpa"),
            new Upstream("127.0.0.1", 7860),
            "gradio",
            new Protection(GuardKind.LOGIN, List.of(), List.of(), Limits.PAGES),
            CertificateChoice.LOCAL_CA,
            false);
    session.answer(
        draft ->
            draft
                .app(Facts.GRADIO)
                .address(AddressKind.PRIVATE, "studio.home.arpa")
                .guard(GuardKind.LOGIN));
    session.credentials(new Credentials("maria", "blue otter kettle", null, null));
    session.operation(
        service.start(
            new Plan(site, Setup.steps(AddressKind.PRIVATE), false), session.credentials()));
    page.entered(frame);
  }

  @Test
  void followsTheStepsToTheLastPageAndForgetsTheSecrets() {
    service.advance("order-placed");
    assertThat(page.steps().get(1).progress()).isEqualTo("order-placed");

    service.finish();

    assertThat(frame.moves).containsExactly("next");
    assertThat(session.credentials()).isEqualTo(Credentials.NONE);
  }

  @Test
  void triesAgainWhatFailed() {
    service.fail(Problem.error(ProblemCode.CA_UNREACHABLE));
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.CA_UNREACHABLE);
    assertThat(page.primaryText().get()).isEqualTo("_Try again");

    page.primary(frame);

    assertThat(service.requests).containsExactly("retry");
    assertThat(page.problem().get()).isNull();
    assertThat(page.operation().get().state()).isEqualTo(OperationState.RUNNING);
  }

  @Test
  void cancelsOnlyAfterAsking() {
    page.secondary(frame);
    assertThat(service.requests).isEmpty();

    frame.questions.getFirst().action().run();

    assertThat(service.requests).containsExactly("cancel");
    assertThat(page.secondaryEnabled().get()).isFalse();
    service.undone();
    page.primary(frame);
    assertThat(frame.moves).containsExactly("go review");
  }

  @Test
  void asksForSecretsAgainWhenTheyAreNotKnownAnyMore() {
    session.credentials(Credentials.NONE);
    page.secondary(frame);
    frame.questions.getFirst().action().run();
    service.undone();
    page.primary(frame);
    assertThat(frame.moves).containsExactly("go protection");
  }

  @Test
  void saysThatTheWorkGoesOnOnlyWhileItDoes() {
    assertThat(page.isBusyWhenClosed()).isTrue();
    service.fail(Problem.error(ProblemCode.CA_UNREACHABLE));
    assertThat(page.isBusyWhenClosed()).isFalse();
  }

  @Test
  void endsItsSubscriptionWhenLeft() {
    assertThat(service.listeners()).isEqualTo(1);
    page.left();
    assertThat(service.listeners()).isZero();
    service.advance(null);
    assertThat(frame.moves).isEmpty();
  }

  @Test
  void findsTheOperationOfAnEarlierWindow() {
    page.left();
    session.operation(null);
    page.entered(frame);
    assertThat(page.operation().get().site().name()).isEqualTo("studio.home.arpa");
  }

  @Test
  void saysNothingMoreOfWhyItWasGivenUp() {
    service.fail(Problem.error(ProblemCode.CA_UNREACHABLE));
    page.secondary(frame);
    frame.questions.getFirst().action().run();
    assertThat(page.phase().get()).isEqualTo("undoing");
    assertThat(page.problem().get()).isNull();

    service.undone();

    assertThat(page.phase().get()).isEqualTo("cancelled");
    assertThat(page.problem().get()).isNull();
  }

  @Test
  void namesWhatCouldNotBeTakenBack() {
    page.secondary(frame);
    frame.questions.getFirst().action().run();
    service.undoneExcept(0, Problem.error(ProblemCode.ROUTER_NOT_FOUND));

    assertThat(page.phase().get()).isEqualTo("left-behind");
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.ROUTER_NOT_FOUND);
  }

  @Test
  void forgetsThatItCouldNotAskOnceItCan() {
    service.operationAnswer =
        ScriptedService.fails(Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow"));
    page.refresh();
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);

    service.operationAnswer = () -> null;
    page.refresh();

    assertThat(page.problem().get()).isNull();
  }
}
