package app.gatehouse.ui;

import static app.gatehouse.ui.FactsOfSites.good;
import static app.gatehouse.ui.FactsOfSites.report;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.ui.shared.Theme;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
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

/** The whole window as a user has it: dashboard and wizard, by mouse and keyboard. */
@ExtendWith(ApplicationExtension.class)
class DesktopWalkTest {
  private final FxRobot robot = new FxRobot();
  private final ScriptedService service = new ScriptedService();
  private Stage stage;
  private ShownDesktop desktop;

  private void open(Locale locale) {
    robot.interact(
        () -> {
          stage = new Stage();
          desktop =
              new ShownDesktop(stage, service, locale, Theme.Look.LIGHT, new InlineTaskRunner());
          desktop.show();
        });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(desktop.ticker.isTicking()).isFalse();
  }

  @Test
  void opensTheWizardWhereNothingIsPublished() {
    service.status = () -> report();
    service.apps = () -> List.of(Facts.GRADIO);

    open(Locale.ENGLISH);

    assertThat(shown("add-app")).isFalse();
    assertThat(shown("primary")).isTrue();
    assertThat(desktop.ticker.isTicking()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void goesToTheWizardForAnotherAppAndComesBack(String language) {
    service.status = () -> report(good("a.example"));
    service.apps = () -> List.of(Facts.GRADIO);
    open(Locale.forLanguageTag(language));
    assertThat(shown("add-app")).isTrue();

    robot.clickOn("#add-app");
    assertThat(shown("primary")).isTrue();
    assertThat(shown("add-app")).isFalse();

    robot.clickOn("#overview");
    assertThat(shown("add-app")).isTrue();
    assertThat(stage.isShowing()).isTrue();
  }

  @Test
  void asksBeforeItTakesEverythingOfflineByKeyboardAlone() throws Exception {
    service.status = () -> report(good("a.example"));
    open(Locale.ENGLISH);
    focus("offline");

    robot.type(KeyCode.ENTER);
    assertThat(shown("question-yes")).isTrue();
    robot.type(KeyCode.ESCAPE);
    assertThat(visible("question-yes")).isFalse();
    assertThat(service.requests).isEmpty();

    focus("offline");
    robot.type(KeyCode.ENTER);
    focus("question-yes");
    robot.type(KeyCode.ENTER);
    assertThat(service.requests).containsExactly("offline");
  }

  @Test
  void everyButtonIsReachedByTabAndHasWords() throws Exception {
    service.status = () -> report(good("a.example"));
    open(Locale.ENGLISH);

    for (var id : List.of("check-now", "offline", "add-app", "open", "copy", "code", "renew")) {
      var node = node(id);
      assertThat(node.isFocusTraversable()).as(id).isTrue();
      var words = node instanceof Labeled labeled ? labeled.getText() : "";
      assertThat(words + node.getAccessibleText()).as(id).isNotBlank().isNotEqualTo("null");
    }
  }

  @Test
  void showsTheAddressForTelephonesUntilItIsClosed() {
    service.status = () -> report(good("a.example"));
    open(Locale.ENGLISH);

    robot.interact(() -> ((ButtonBase) node("code")).fire());
    assertThat(desktop.words()).contains("https://a.example/");
    assertThat(node("add-app").isDisabled()).isTrue();
    robot.type(KeyCode.ESCAPE);

    assertThat(node("add-app").isDisabled()).isFalse();
  }

  private void focus(String id) throws Exception {
    robot.interact(() -> node(id).requestFocus());
    Callable<Boolean> focused = () -> node(id).isFocused();
    assertThat(focused.call()).isTrue();
  }

  private boolean shown(String id) {
    return robot.lookup("#" + id).tryQuery().isPresent();
  }

  private boolean visible(String id) {
    return robot.lookup("#" + id).tryQuery().filter(DesktopWalkTest::isSeen).isPresent();
  }

  private static boolean isSeen(Node node) {
    for (var each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private Node node(String id) {
    return robot.lookup("#" + id).query();
  }
}
