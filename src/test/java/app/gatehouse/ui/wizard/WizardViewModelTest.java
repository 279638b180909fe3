package app.gatehouse.ui.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.Question;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.wizard.WizardViewModel.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WizardViewModelTest {
  private final ScriptedService service = new ScriptedService();
  private final SetupSession session =
      new SetupSession(new InlineTaskRunner(), Texts.of(Locale.ENGLISH));
  private final List<String> log = new ArrayList<>();
  private final Map<SetupPage, PageModel> pages = new EnumMap<>(SetupPage.class);
  private final Recorded trial = new Recorded("trial");
  private boolean reachable = true;
  private final WizardViewModel wizard;

  WizardViewModelTest() {
    for (var page : SetupPage.values()) {
      pages.put(page, new Recorded(page.id()));
    }
    wizard = new WizardViewModel(session, this::connect, pages, trial, true);
  }

  private ScriptedService connect() throws ProblemException {
    if (!reachable) {
      throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).exception();
    }
    return service;
  }

  @Test
  void beginsWithTheFirstPage() {
    wizard.connect();
    assertThat(wizard.page().get()).isEqualTo(SetupPage.APP);
    assertThat(log).containsExactly("app entered");
  }

  @Test
  void goesOnWhereADraftWasLeft() {
    service.draft =
        Optional.of(
            Draft.empty()
                .app(Facts.GRADIO)
                .address(AddressKind.PRIVATE, "studio.home.arpa")
                .page(SetupPage.ADDRESS)
                .answers());
    wizard.connect();
    assertThat(wizard.page().get()).isEqualTo(SetupPage.ADDRESS);
    assertThat(session.answers().host()).isEqualTo("studio.home.arpa");
  }

  @Test
  void offersToConnectAgain() {
    reachable = false;
    wizard.connect();
    assertThat(wizard.connection().get()).isEqualTo(Connection.UNREACHABLE);
    assertThat(Texts.of(Locale.ENGLISH).problem(wizard.problem().get()).action())
        .contains("Connect again");

    reachable = true;
    wizard.connect();

    assertThat(wizard.connection().get()).isEqualTo(Connection.READY);
    assertThat(wizard.problem().get()).isNull();
  }

  @Test
  void staysOnItsPageWhenTheServiceWasLostAndFoundAgain() {
    wizard.connect();
    wizard.next();
    service.apps = ScriptedService.fails(Problem.error(ProblemCode.SERVICE_NOT_REACHABLE));
    session.ask(asked -> asked.findApps(), found -> {}, problem -> {});
    assertThat(wizard.connection().get()).isEqualTo(Connection.UNREACHABLE);

    wizard.connect();

    assertThat(wizard.page().get()).isEqualTo(SetupPage.HOME);
    assertThat(log).endsWith("home entered");
  }

  @Test
  void staysOnThePageWhenOneAnswerTakesTooLong() {
    wizard.connect();
    service.apps =
        ScriptedService.fails(Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow"));
    session.ask(asked -> asked.findApps(), found -> {}, problem -> {});
    assertThat(wizard.connection().get()).isEqualTo(Connection.READY);
  }

  @Test
  void keepsTheDraftOnEveryPage() {
    wizard.connect();
    wizard.next();
    assertThat(service.draft.orElseThrow().page()).isEqualTo("home");
    wizard.back();
    assertThat(service.draft.orElseThrow().page()).isEqualTo("app");
  }

  @Test
  void leavesOnePageBeforeTheNextIsEntered() {
    wizard.connect();
    wizard.next();
    assertThat(log).containsExactly("app entered", "app left", "home entered");
  }

  @Test
  void doesNothingElseWhileAQuestionIsOpen() {
    wizard.connect();
    wizard.ask(new Question("?", "", "yes", "no", () -> log.add("did it")));
    wizard.primary();
    assertThat(log).doesNotContain("app primary");

    wizard.secondary();

    assertThat(wizard.question().get()).isNull();
    assertThat(log).doesNotContain("did it");
    wizard.ask(new Question("?", "", "yes", "no", () -> log.add("did it")));
    wizard.answer(true);
    assertThat(log).contains("did it");
  }

  @Test
  void asksBeforeItClosesOverWorkThatGoesOn() {
    wizard.connect();
    ((Recorded) pages.get(SetupPage.APP)).busy = true;
    wizard.closeRequested();
    assertThat(wizard.closed().get()).isFalse();

    wizard.answer(true);

    assertThat(wizard.closed().get()).isTrue();
  }

  @Test
  void closesWithoutAWordOtherwise() {
    wizard.connect();
    wizard.closeRequested();
    assertThat(wizard.closed().get()).isTrue();
    assertThat(log).endsWith("app left");
  }

  @Test
  void keepsWhatIsTypedBeforeItCloses() {
    wizard.connect();
    session.answerWhileTyping(draft -> draft.app("78"));
    wizard.closeRequested();

    assertThat(wizard.closed().get()).isTrue();
    assertThat(service.draft.orElseThrow().app()).isEqualTo("78");
  }

  @Test
  void comesBackFromTheTrialToTheFirstPage() {
    wizard.connect();
    wizard.tryWithSample();
    assertThat(wizard.shown().get()).isSameAs(trial);
    wizard.secondary();
    assertThat(wizard.shown().get()).isSameAs(pages.get(SetupPage.APP));
    assertThat(log).contains("trial left");
  }

  private final class Recorded extends PageState {
    private final String name;
    private boolean busy;

    Recorded(String name) {
      super("Go", "Back");
      this.name = name;
    }

    @Override
    public void entered(Navigation navigation) {
      log.add(name + " entered");
    }

    @Override
    public void left() {
      log.add(name + " left");
    }

    @Override
    public void primary(Navigation navigation) {
      log.add(name + " primary");
    }

    @Override
    public boolean isBusyWhenClosed() {
      return busy;
    }
  }
}
