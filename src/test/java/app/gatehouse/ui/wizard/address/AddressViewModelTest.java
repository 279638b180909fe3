package app.gatehouse.ui.wizard.address;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import org.junit.jupiter.api.Test;

class AddressViewModelTest extends PageTest {
  private final AddressViewModel page = new AddressViewModel(session);

  @Test
  void looksUpADomainOnceItsFieldIsLeft() {
    service.name = () -> Facts.pointsHere("app.example.com");
    page.entered(frame);
    page.choose(AddressKind.OWN_DOMAIN);
    page.domain().set("App.Example.com. ");
    assertThat(service.requests).isEmpty();

    page.nameLeft();

    assertThat(service.requests).containsExactly("check-name app.example.com");
    assertThat(page.report().get().pointsHere()).isTrue();
    page.primary(frame);
    assertThat(frame.moves).containsExactly("next");
    assertThat(session.answers().host()).isEqualTo("App.Example.com.");
    assertThat(session.name()).isPresent();
  }

  @Test
  void refusesANameThatCannotBe() {
    page.entered(frame);
    page.choose(AddressKind.OWN_DOMAIN);
    page.domain().set("my studio.com");
    page.primary(frame);

    assertThat(page.nameProblem().get().code()).isEqualTo(ProblemCode.NAME_NOT_VALID);
    assertThat(frame.moves).isEmpty();
    page.domain().set("my-studio.com");
    assertThat(page.nameProblem().get()).isNull();
  }

  @Test
  void goesOnWithANameThatLeadsElsewhere() {
    service.name = () -> Facts.pointsElsewhere("app.example.com");
    page.entered(frame);
    page.choose(AddressKind.OWN_DOMAIN);
    page.domain().set("app.example.com");
    page.nameLeft();
    page.primary(frame);
    assertThat(frame.moves).containsExactly("next");
  }

  @Test
  void understandsInternationalNames() {
    service.name = () -> Facts.pointsHere("xn--fiq228c.example.com");
    page.entered(frame);
    page.choose(AddressKind.OWN_DOMAIN);
    page.domain().set("中文。example。com");
    page.nameLeft();
    assertThat(page.address().get().host()).isEqualTo("xn--fiq228c.example.com");
    assertThat(page.address().get().displayName()).isEqualTo("中文.example.com");
  }

  @Test
  void proposesAPrivateNameAndAsksNobodyAboutIt() {
    session.answer(draft -> draft.app(Facts.GRADIO));
    page.entered(frame);
    page.choose(AddressKind.PRIVATE);
    assertThat(page.privateName().get()).isEqualTo("gradio.home.arpa");

    page.primary(frame);

    assertThat(session.answers().addressKind()).isEqualTo(AddressKind.PRIVATE);
    assertThat(service.requests).isEmpty();
  }

  @Test
  void takesThisComputersAddressInsteadOfAPrivateName() {
    session.home(Facts.unknownHome());
    page.entered(frame);
    page.choose(AddressKind.PRIVATE);
    page.useLocalAddress();
    assertThat(page.address().get().host()).isEqualTo("192.168.1.20");
  }

  @Test
  void doesNotOfferWhatComesLater() {
    page.entered(frame);
    page.choose(AddressKind.PUBLIC_IP);
    assertThat(page.kind().get()).isNull();
    assertThat(page.primaryEnabled().get()).isFalse();
  }

  @Test
  void hasTheProviderLeadADynamicNameHereBeforeItGoesOn() {
    page.entered(frame);
    page.choose(AddressKind.DYNAMIC_NAME);
    page.account().choose(Facts.NAME_PROVIDERS.get(1));
    page.dynamicName().set("My-App.ddns.net ");
    page.account().field(Field.USER).set("ada");
    assertThat(page.primaryEnabled().get()).isFalse();
    page.account().field(Field.PASSWORD).set("s3cret");
    assertThat(page.primaryEnabled().get()).isTrue();

    page.primary(frame);

    assertThat(service.requests).containsExactly("keep-name my-app.ddns.net noip [ada, s3cret]");
    assertThat(session.answers().addressKind()).isEqualTo(AddressKind.DYNAMIC_NAME);
    page.primary(frame);
    assertThat(service.requests).as("it is told once").hasSize(1);
    assertThat(frame.moves).containsExactly("next", "next");
  }

  @Test
  void staysWhereTheProviderRefuses() {
    service.kept =
        ScriptedService.fails(
            Problem.error(ProblemCode.DDNS_LOGIN_REFUSED).with("provider", "DuckDNS"));
    page.entered(frame);
    page.choose(AddressKind.DYNAMIC_NAME);
    page.account().choose(Facts.NAME_PROVIDERS.getFirst());
    page.dynamicName().set("my-app.duckdns.org");
    page.account().field(Field.TOKEN).set("t0ken");

    page.primary(frame);

    assertThat(frame.moves).isEmpty();
    assertThat(page.account().problem().get().code()).isEqualTo(ProblemCode.DDNS_LOGIN_REFUSED);
    page.account().field(Field.TOKEN).set("t0ken2");
    assertThat(page.account().problem().get()).isNull();
    page.account().choose(Facts.NAME_PROVIDERS.get(1));
    assertThat(page.account().field(Field.TOKEN).get()).as("nobody else's business").isEmpty();
  }

  @Test
  void goesOnWhereADraftWas() {
    service.name = () -> Facts.pointsHere("app.example.com");
    session.answer(draft -> draft.address(AddressKind.OWN_DOMAIN, "app.example.com"));
    page.entered(frame);
    assertThat(page.kind().get()).isEqualTo(AddressKind.OWN_DOMAIN);
    assertThat(page.report().get()).isNotNull();
  }

  @Test
  void keepsTheNameWhileItIsTyped() {
    page.entered(frame);
    page.choose(AddressKind.OWN_DOMAIN);
    page.domain().set("app.exa");

    assertThat(service.draft.orElseThrow().addressKind()).isEqualTo(AddressKind.OWN_DOMAIN);
    assertThat(service.draft.orElseThrow().host()).isEqualTo("app.exa");
  }
}
