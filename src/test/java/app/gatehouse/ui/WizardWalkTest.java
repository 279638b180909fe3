package app.gatehouse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.ui.shared.FxTaskRunner;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.wizard.WizardViewModel;
import app.gatehouse.ui.wizard.WizardWindow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Walks through the window as a user does, over a scripted service. */
@ExtendWith(ApplicationExtension.class)
class WizardWalkTest {
  private static final String NAME = "studio.home.arpa";

  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private ShownWizard wizard;
  private WizardViewModel model;

  private void open(Locale locale, ScriptedService service) {
    robot.interact(
        () -> {
          stage = new Stage();
          wizard = new ShownWizard(stage, service, locale, Theme.Look.LIGHT, new FxTaskRunner());
          WizardWindow window = wizard.show();
          model = window.model();
        });
  }

  private static ScriptedService service() {
    var service = new ScriptedService();
    service.apps = () -> List.of(Facts.GRADIO, Facts.OLLAMA);
    service.home = Facts::unknownHome;
    service.status = () -> Facts.status(NAME);
    return service;
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void walksToDone(String language) throws Exception {
    var service = service();
    open(Locale.forLanguageTag(language), service);
    publish();
    await(() -> service.started != null);
    service.advance(null);
    service.advance(null);
    service.finish();

    await(SetupPage.DONE);
    assertThat(text("#published-address")).isEqualTo("https://" + NAME + "/");
    await(() -> wizard.isShown("copy-address"));
    robot.clickOn("#copy-address");
    robot.clickOn("#primary");
    assertThat(wizard.opened).hasSize(1);
    assertThat(service.draft).isEmpty();
  }

  @Test
  void triesAgainAfterAProblem() throws Exception {
    var service = service();
    open(Locale.ENGLISH, service);
    publish();
    await(() -> service.started != null);
    service.advance(null);
    service.fail(Problem.error(ProblemCode.CA_UNREACHABLE).with("ca", "acme.example"));
    await(() -> robot.lookup(".problem-banner").tryQuery().isPresent());
    WaitForAsyncUtils.waitForFxEvents();

    robot.type(KeyCode.ENTER);

    await(() -> service.requests.contains("retry"));
    service.finish();
    await(SetupPage.DONE);
  }

  @Test
  void cancelsAndComesBackToTheAnswers() throws Exception {
    var service = service();
    open(Locale.ENGLISH, service);
    publish();
    await(() -> service.started != null);
    await(() -> !model.shown().get().secondaryText().get().isEmpty());
    robot.type(KeyCode.ESCAPE);
    await(() -> model.question().get() != null);
    assertThat(service.requests).doesNotContain("cancel");
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#question-yes");
    await(() -> service.requests.contains("cancel"));
    service.undone();
    await(() -> model.shown().get().primaryText().get().contains("review"));

    robot.clickOn("#primary");

    await(SetupPage.REVIEW);
    assertThat(service.draft.orElseThrow().host()).isEqualTo(NAME);
  }

  @Test
  void goesOnAfterTheWindowWasClosedOverTheWork() throws Exception {
    var service = service();
    open(Locale.ENGLISH, service);
    publish();
    await(() -> service.started != null);
    await(() -> model.shown().get().isBusyWhenClosed());
    robot.interact(() -> wizard.close());
    await(() -> model.question().get() != null);
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#question-yes");
    await(() -> !stage.isShowing());

    open(Locale.ENGLISH, service);

    await(SetupPage.WORKING);
    service.finish();
    await(SetupPage.DONE);
    assertThat(service.requests).doesNotContain("cancel");
  }

  @Test
  void goesOnWithTheAnswersOfAClosedWindow() throws Exception {
    var service = service();
    open(Locale.ENGLISH, service);
    toProtection();
    robot.interact(() -> wizard.close());
    await(() -> !stage.isShowing());

    open(Locale.ENGLISH, service);

    await(SetupPage.PROTECTION);
    login();
    await(SetupPage.REVIEW);
  }

  @Test
  void changesItsLookWhenAsked() throws Exception {
    open(Locale.ENGLISH, service());
    await(SetupPage.APP);
    var root = stage.getScene().getRoot();
    assertThat(root.getStyleClass()).doesNotContain("dark");

    var menu = (MenuButton) wizard.node("look");
    robot.interact(
        () ->
            menu.getItems().stream()
                .filter(item -> item.getId().equals("look-dark"))
                .forEach(MenuItem::fire));

    assertThat(root.getStyleClass()).contains("dark");
    assertThat(wizard.theme().look().get()).isEqualTo(Theme.Look.DARK);
  }

  private void toProtection() throws Exception {
    await(SetupPage.APP);
    await(() -> robot.lookup("HeyGem Studio").tryQuery().isPresent());
    robot.clickOn("HeyGem Studio");
    robot.clickOn("#primary");
    await(SetupPage.HOME);
    robot.clickOn("#primary");
    await(SetupPage.ADDRESS);
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#kind-private");
    robot.clickOn("#private-name").eraseText("gradio.home.arpa".length()).write(NAME, 0);
    robot.type(KeyCode.ENTER);
    await(SetupPage.PROTECTION);
  }

  private void login() throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#user").write("maria", 0);
    robot.clickOn("#password").write("blue otter kettle", 0);
    robot.clickOn("#repeat").write("blue otter kettle", 0);
    robot.type(KeyCode.ENTER);
  }

  private void publish() throws Exception {
    toProtection();
    login();
    await(SetupPage.REVIEW);
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#primary");
    await(SetupPage.WORKING);
  }

  private String text(String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private void await(SetupPage page) throws TimeoutException {
    await(
        () ->
            model.connection().get() == WizardViewModel.Connection.READY
                && model.page().get() == page
                && Optional.ofNullable(model.shown().get()).isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
  }
}
