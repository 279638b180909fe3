package app.gatehouse.ui.wizard.protection;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.PageTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtectionViewModelTest extends PageTest {
  private final ProtectionViewModel page = new ProtectionViewModel(session, new Random(1));

  private void type(String user, String password, String repeated) {
    page.choice().user().set(user);
    page.choice().password().set(password);
    page.choice().repeated().set(repeated);
  }

  @Test
  void proposesALoginForPagesAndAKeyForInterfaces() {
    session.answer(draft -> draft.app(Facts.GRADIO));
    page.entered(frame);
    assertThat(page.choice().guard().get()).isEqualTo(GuardKind.LOGIN);

    session.answer(draft -> draft.app(Facts.FLASK));
    page.entered(frame);
    assertThat(page.choice().guard().get()).isEqualTo(GuardKind.API_KEY);
    assertThat(page.choice().key().get()).startsWith("gh_");
    assertThat(page.limits().get()).contains("60").contains("10");
  }

  @Test
  void takesALogin() {
    page.entered(frame);
    assertThat(page.primaryEnabled().get()).isFalse();
    type("maria", "blue otter kettle", "blue otter kettle");
    page.primary(frame);

    assertThat(frame.moves).containsExactly("next");
    assertThat(session.credentials())
        .isEqualTo(new Credentials("maria", "blue otter kettle", null, null));
    assertThat(session.answers().guard()).isEqualTo(GuardKind.LOGIN);
  }

  @Test
  void refusesAWeakPassword() {
    page.entered(frame);
    type("maria", "short", "short");
    page.primary(frame);

    assertThat(page.choice().passwordProblem().get().code())
        .isEqualTo(ProblemCode.CREDENTIALS_TOO_WEAK);
    assertThat(session.credentials()).isEqualTo(Credentials.NONE);
    assertThat(frame.moves).isEmpty();
  }

  @Test
  void refusesTwoDifferentPasswordsOnceTheFieldIsLeft() {
    page.entered(frame);
    type("maria", "blue otter kettle", "blue otter cattle");
    assertThat(page.choice().repeatedProblem().get()).isNull();
    page.choice().repeatedLeft();
    assertThat(page.choice().repeatedProblem().get()).isNotNull();

    page.primary(frame);
    assertThat(frame.moves).isEmpty();
  }

  @Test
  void handsOverTheKeyThatWasShown() {
    page.entered(frame);
    page.choose(GuardKind.API_KEY);
    var first = page.choice().key().get();
    page.choice().makeKey();
    page.choice().keyName().set("team-a");
    page.primary(frame);

    assertThat(session.credentials().key())
        .isEqualTo(page.choice().key().get())
        .isNotEqualTo(first);
    assertThat(session.answers().keyName()).isEqualTo("team-a");
  }

  @Test
  void goesWithoutProtectionOnlyAfterTheWordWasTyped() {
    page.entered(frame);
    page.choose(GuardKind.OPEN);
    assertThat(page.primaryEnabled().get()).isFalse();
    page.choice().consent().set("publ");
    assertThat(page.primaryEnabled().get()).isFalse();
    page.choice().consent().set(" Public ");
    page.primary(frame);

    assertThat(session.answers().openConsent()).isTrue();
    assertThat(frame.moves).containsExactly("next");
  }

  @Test
  void keepsTheUserNameWhileItIsTypedButNothingSecret() {
    page.entered(frame);
    page.choice().user().set("mar");
    page.choice().password().set("blue otter kettle");
    page.choice().repeated().set("blue otter kettle");
    assertThat(service.draft.orElseThrow().user()).isEqualTo("mar");
    assertThat(service.draft.orElseThrow().guard()).isNull();
    assertThat(service.draft.toString()).doesNotContain("otter");

    page.choose(GuardKind.API_KEY);

    assertThat(service.draft.orElseThrow().guard()).isEqualTo(GuardKind.API_KEY);
    assertThat(service.draft.toString()).doesNotContain(page.choice().key().get());
  }
}
