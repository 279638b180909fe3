package app.gatehouse.ui.change;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.FactsOfSites;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.ConnectingAsker;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeViewModelTest {
  private static final String SITE = "a.example";
  private static final String PASSWORD = "blue otter kettle";

  private final ScriptedService service = new ScriptedService();
  private int backs;
  private final ChangeViewModel page =
      new ChangeViewModel(
          new ChangeParts(
              FactsOfSites.good(SITE),
              new ConnectingAsker(() -> service, new InlineTaskRunner()),
              Texts.of(Locale.ENGLISH),
              new Random(1),
              () -> backs++));

  ChangeViewModelTest() {
    // The site leads to the first of them.
    service.apps = () -> List.of(Facts.GRADIO, Facts.FLASK);
  }

  private void login(String password) {
    page.guard().choose(GuardKind.LOGIN);
    page.guard().user().set("maria");
    page.guard().password().set(password);
    page.guard().repeated().set(password);
  }

  @Test
  void beginsWithTheSiteAsItIsAndHasNothingToChange() {
    page.entered();

    assertThat(page.app().selected().get()).isEqualTo(Facts.GRADIO);
    assertThat(page.guard().guard().get()).isNull();
    assertThat(page.effects().get()).isEmpty();
    assertThat(page.primaryEnabled().get()).isFalse();
    page.primary();
    assertThat(service.requests).containsExactly("find-apps");
  }

  @Test
  void leadsToAnotherAppAndLeavesTheDoorAlone() {
    page.entered();
    page.app().select(Facts.FLASK);
    assertThat(page.effects().get()).hasSize(1);
    assertThat(page.effects().get().getFirst()).contains(SITE, "http://127.0.0.1:5000");

    page.primary();

    assertThat(service.change).isEqualTo(new SiteChange(Facts.FLASK.url(), null, false));
    assertThat(service.credentials).isEqualTo(Credentials.NONE);
    assertThat(page.changed().get()).isTrue();
    assertThat(backs).isZero();
    page.primary();
    assertThat(backs).isEqualTo(1);
  }

  @Test
  void asksForANewPasswordAndSaysBeforeThatItEndsAllSessions() {
    page.entered();
    login(PASSWORD);
    assertThat(page.effects().get().toString()).contains("signed out");

    page.primary();

    assertThat(service.change).isEqualTo(new SiteChange(null, GuardKind.LOGIN, false));
    assertThat(service.credentials).isEqualTo(new Credentials("maria", PASSWORD, null, null));
    assertThat(page.key()).isEmpty();
  }

  @Test
  void handsOverTheKeyThatIsShownAndShowsItOnceMore() {
    page.entered();
    page.guard().choose(GuardKind.API_KEY);
    var shown = page.guard().key().get();

    page.primary();

    assertThat(service.change).isEqualTo(new SiteChange(null, GuardKind.API_KEY, false));
    assertThat(service.credentials.key()).isEqualTo(shown);
    assertThat(page.key()).isEqualTo(shown);
  }

  @Test
  void opensTheDoorOnlyAfterTheWordWasTyped() {
    page.entered();
    page.guard().choose(GuardKind.OPEN);
    assertThat(page.effects().get().toString()).contains("Anyone in the world");
    assertThat(page.primaryEnabled().get()).isFalse();

    page.guard().consent().set("public");
    page.primary();

    assertThat(service.change).isEqualTo(new SiteChange(null, GuardKind.OPEN, true));
  }

  @Test
  void refusesAWeakPasswordAtItsFieldAndKeepsWhatWasTyped() {
    page.entered();
    login("short");
    page.primary();

    assertThat(page.guard().passwordProblem().get().code())
        .isEqualTo(ProblemCode.CREDENTIALS_TOO_WEAK);
    assertThat(page.guard().user().get()).isEqualTo("maria");
    assertThat(service.requests).containsExactly("find-apps");
  }

  @Test
  void takesAnAddressWhereNobodyAnswersYetAndSaysSoBefore() {
    service.examined =
        ScriptedService.fails(
            Problem.error(ProblemCode.APP_NOT_RUNNING).with("address", "http://127.0.0.1:9"));
    page.entered();
    page.app().typed().set("9");
    page.app().typedLeft();
    assertThat(page.effects().get()).hasSize(2);

    page.primary();

    assertThat(service.change).isEqualTo(new SiteChange(new Upstream("127.0.0.1", 9), null, false));
  }

  @Test
  void refusesWhatIsNoAddressBeforeAskingAnybody() {
    page.entered();
    page.app().typed().set("https://127.0.0.1:7861");
    page.primary();

    assertThat(page.app().typedProblem().get().code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    assertThat(service.requests).containsExactly("find-apps");
  }

  @Test
  void changesTheDoorWhileTheOldAppDoesNotRun() {
    service.apps = List::of;
    page.entered();
    assertThat(page.app().typed().get()).isEqualTo("http://127.0.0.1:7860");

    login(PASSWORD);
    page.primary();

    assertThat(service.change).isEqualTo(new SiteChange(null, GuardKind.LOGIN, false));
  }

  @Test
  void showsAtTheAddressThatItIsGatehouseItself() {
    service.changed =
        ScriptedService.fails(
            Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES).with("address", "http://[::1]:443"));
    page.entered();
    page.app().typed().set("[::1]:443");
    page.primary();

    assertThat(page.app().typedProblem().get().code()).isEqualTo(ProblemCode.UPSTREAM_IS_OURSELVES);
    assertThat(page.problem().get()).isNull();
    assertThat(page.app().typed().get()).isEqualTo("[::1]:443");
    assertThat(page.changed().get()).isFalse();
  }

  @Test
  void showsWhatBelongsToNoFieldAndWorksOnceThatIsOver() {
    service.changed =
        ScriptedService.fails(
            Problem.error(ProblemCode.ALREADY_RUNNING).variant("operation").with("name", SITE));
    page.entered();
    login(PASSWORD);
    page.primary();
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.ALREADY_RUNNING);
    assertThat(page.primaryEnabled().get()).isTrue();
    assertThat(page.guard().password().get()).isEqualTo(PASSWORD);

    service.changed = java.util.Optional::empty;
    page.primary();

    assertThat(page.problem().get()).isNull();
    assertThat(page.changed().get()).isTrue();
  }

  @Test
  void cannotBeLeftOrPressedTwiceWhileItChanges() {
    service.changed = ScriptedService.never();
    page.entered();
    page.app().select(Facts.FLASK);
    page.primary();
    page.primary();
    page.escape();

    assertThat(backs).isZero();
    assertThat(page.primaryEnabled().get()).isFalse();
    assertThat(service.requests).containsExactly("find-apps", "change " + SITE);
  }
}
