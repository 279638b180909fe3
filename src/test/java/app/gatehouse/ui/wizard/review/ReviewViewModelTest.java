package app.gatehouse.ui.wizard.review;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.wizard.review.ReviewViewModel.Terms;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewViewModelTest extends PageTest {
  private static final URI TERMS = URI.create("https://acme.example/terms");

  private final ReviewViewModel page = new ReviewViewModel(session);

  private void answered(AddressKind kind, String host) {
    session.answer(draft -> draft.app(Facts.GRADIO).address(kind, host).guard(GuardKind.LOGIN));
    session.credentials(new Credentials("maria", "blue otter kettle", null, null));
  }

  @Test
  void publishesAPrivateAddressWithoutAskingForTerms() {
    answered(AddressKind.PRIVATE, "studio.home.arpa");
    page.entered(frame);
    assertThat(page.terms().get()).isEqualTo(Terms.NOT_NEEDED);
    assertThat(page.lines()).isNotEmpty();

    page.primary(frame);

    assertThat(frame.moves).containsExactly("next");
    assertThat(service.started.site().name()).isEqualTo("studio.home.arpa");
    assertThat(service.credentials.password()).isEqualTo("blue otter kettle");
    assertThat(session.operation()).isPresent();
  }

  @Test
  void publishesAPublicAddressOnlyAfterTheTermsWereAgreedTo() {
    service.terms = () -> Optional.of(TERMS);
    answered(AddressKind.OWN_DOMAIN, "app.example.com");
    page.entered(frame);
    assertThat(page.terms().get()).isEqualTo(Terms.READ);
    assertThat(page.termsAddress().get()).isEqualTo(TERMS);
    assertThat(page.authority().get()).isEqualTo("acme.example");
    assertThat(page.primaryEnabled().get()).isFalse();

    page.termsAgreed().set(true);
    page.primary(frame);

    assertThat(service.started.termsAgreed()).isTrue();
    assertThat(service.started.isRehearsed()).isFalse();
  }

  @Test
  void rehearsesFirstWhereThereIsSomethingToRehearse() {
    service.terms = () -> Optional.of(TERMS);
    answered(AddressKind.OWN_DOMAIN, "app.example.com");
    page.entered(frame);
    assertThat(page.rehearsable().get()).isTrue();
    page.termsAgreed().set(true);
    page.rehearsed().set(true);
    assertThat(page.primaryText().get()).isEqualTo("Rehearse and _publish");
    page.primary(frame);
    assertThat(service.started.isRehearsed()).isTrue();

    answered(AddressKind.PRIVATE, "studio.home.arpa");
    page.entered(frame);
    assertThat(page.rehearsable().get()).isFalse();
    page.primary(frame);
    assertThat(service.started.isRehearsed()).isFalse();
  }

  @Test
  void letsNobodyAgreeToTermsThatCouldNotBeReadAndReadsThemAgain() {
    service.terms =
        ScriptedService.fails(Problem.error(ProblemCode.CA_UNREACHABLE).with("ca", "acme.example"));
    answered(AddressKind.OWN_DOMAIN, "app.example.com");
    page.entered(frame);
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.CA_UNREACHABLE);
    assertThat(page.terms().get()).isEqualTo(Terms.NOT_READ);
    assertThat(page.primaryText().get()).isEqualTo("_Try again");
    assertThat(page.lines()).isNotEmpty();

    service.terms = () -> Optional.of(TERMS);
    page.primary(frame);

    assertThat(page.problem().get()).isNull();
    assertThat(page.terms().get()).isEqualTo(Terms.READ);
    assertThat(page.primaryText().get()).isEqualTo("_Publish");
    assertThat(page.primaryEnabled().get()).isFalse();
    assertThat(service.started).isNull();
  }

  @Test
  void waitsForTheTermsBeforeAnybodyAgrees() {
    service.terms = ScriptedService.never();
    answered(AddressKind.OWN_DOMAIN, "app.example.com");
    session.answer(draft -> draft.termsAgreed(true));
    page.entered(frame);

    assertThat(page.terms().get()).isEqualTo(Terms.BEING_READ);
    assertThat(page.primaryEnabled().get()).isFalse();
  }

  @Test
  void asksForNoConsentWhenTheAuthorityHasNoTerms() {
    service.terms = Optional::empty;
    answered(AddressKind.OWN_DOMAIN, "app.example.com");
    page.entered(frame);
    assertThat(page.terms().get()).isEqualTo(Terms.NOT_NEEDED);

    page.primary(frame);

    assertThat(service.started.termsAgreed()).isTrue();
  }

  @Test
  void staysAndSaysWhyTheServiceRefused() {
    service.beforeStart = ScriptedService.fails(Problem.error(ProblemCode.SITE_EXISTS));
    answered(AddressKind.PRIVATE, "studio.home.arpa");
    page.entered(frame);
    page.primary(frame);

    assertThat(frame.moves).isEmpty();
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.SITE_EXISTS);
    assertThat(page.primaryEnabled().get()).isTrue();
  }

  @Test
  void namesWhatIsMissing() {
    session.answer(
        draft -> draft.app(Facts.GRADIO).address(AddressKind.PRIVATE, "studio.home.arpa"));
    page.entered(frame);
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.CREDENTIALS_MISSING);
    assertThat(page.primaryEnabled().get()).isFalse();
  }
}
