package app.gatehouse.ui;

import static app.gatehouse.ui.FactsOfSites.good;
import static app.gatehouse.ui.FactsOfSites.inPrivate;
import static app.gatehouse.ui.FactsOfSites.report;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.shared.Theme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
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

/** The pages beside the dashboard as a user has them, by mouse and keyboard. */
@ExtendWith(ApplicationExtension.class)
class SideWalkTest {
  private static final String SITE = "a.example";

  private final FxRobot robot = new FxRobot();
  private final ScriptedService service = new ScriptedService();
  private Stage stage;
  private ShownDesktop desktop;

  SideWalkTest() {
    service.status = () -> report(good(SITE));
    service.apps = () -> List.of(Facts.GRADIO, Facts.FLASK);
    service.examined = () -> Facts.FLASK;
    service.alerts = () -> new AlertChannels(null, null);
  }

  private void open(String language, String button) {
    robot.interact(
        () -> {
          stage = new Stage();
          desktop =
              new ShownDesktop(
                  stage,
                  service,
                  Locale.forLanguageTag(language),
                  Theme.Look.LIGHT,
                  new InlineTaskRunner());
          desktop.trust.root = () -> FakeTrust.ROOT;
          desktop.show();
        });
    press(button);
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(desktop.ticker.isTicking()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void leadsASiteToAnotherAppAndComesBackToItsCard(String language) {
    open(language, "change");
    assertThat(desktop.ticker.isTicking()).isFalse();

    robot.interact(() -> type("app-address", "5001"));
    press("primary");
    assertThat(service.change.app().url()).isEqualTo("http://127.0.0.1:5001");
    assertThat(focused("primary")).isTrue();
    robot.type(KeyCode.ENTER);

    assertThat(shown("add-app")).isTrue();
    assertThat(focused("site-" + SITE)).isTrue();
  }

  @Test
  void asksForANewPasswordByKeyboardAlone() {
    open("en", "change");
    focus("guard-login");
    robot.type(KeyCode.SPACE);
    assertThat(focused("user")).isTrue();
    assertThat(isSeen(node("user"))).isTrue();
    assertThat(desktop.words()).anyMatch(words -> words.contains("signed out"));

    robot.write("maria", 0);
    robot.type(KeyCode.TAB);
    robot.write("short", 0);
    robot.type(KeyCode.TAB);
    robot.write("short", 0);
    robot.type(KeyCode.ENTER);
    assertThat(focused("password")).isTrue();
    assertThat(node("password").getAccessibleHelp()).contains("10");
    assertThat(desktop.typed("user")).isEqualTo("maria");
    assertThat(service.change).isNull();

    robot.interact(
        () -> {
          type("password", "blue otter kettle");
          type("repeat", "blue otter kettle");
        });
    robot.type(KeyCode.ENTER);
    assertThat(service.change).isEqualTo(new SiteChange(null, GuardKind.LOGIN, false));
  }

  @Test
  void showsTheNewKeyOnceMoreReadyToBeCopied() {
    open("en", "change");
    press("guard-api-key");
    var key = desktop.typed("api-key");
    press("primary");

    assertThat(desktop.typed("new-key")).isEqualTo(key).startsWith("gh_");
    assertThat(shown("copy-key")).isTrue();
    assertThat(shown("secondary")).isFalse();
    press("primary");
    assertThat(shown("new-key")).isFalse();
  }

  @Test
  void scrollsToTheFieldThatIsWrong() {
    open("en", "change");
    robot.interact(() -> type("app-address", "127.0.0.1:443"));
    press("guard-open");
    robot.interact(() -> type("consent", "public"));
    assertThat(isSeen(node("app-address"))).isFalse();
    service.changed =
        ScriptedService.fails(
            Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES).with("address", "127.0.0.1:443"));
    press("primary");

    assertThat(focused("app-address")).isTrue();
    assertThat(isSeen(node("app-address"))).isTrue();
    assertThat(desktop.typed("consent")).isEqualTo("public");
  }

  @Test
  void beginsWithItsTitleAndTheFieldInASmallWindow() {
    open("en", "change");
    robot.interact(() -> desktop.resize(720, 560, 14));
    press("secondary");
    press("change");

    assertThat(focused("app-address")).isTrue();
    assertThat(isSeen(node("app-address"))).isTrue();
    var title = robot.from(robot.lookup(".page-scroll").queryAll()).lookup(".page-title");
    assertThat(isSeen(title.query())).isTrue();
  }

  @Test
  void leavesTheSiteAsItIsByEscape() {
    open("en", "change");
    robot.type(KeyCode.ESCAPE);

    assertThat(shown("add-app")).isTrue();
    assertThat(service.requests).containsExactly("find-apps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void setsUpMailsAndTestsThem(String language) {
    open(language, "alerts");
    assertThat(node("test-alerts").isDisabled()).isTrue();
    press("mail-edit");
    assertThat(focused("mail-server")).isTrue();
    robot.write("smtp.example.com", 0);
    robot.interact(
        () -> {
          type("mail-user", "me@example.com");
          type("mail-to", "you");
        });
    robot.type(KeyCode.ENTER);
    assertThat(focused("mail-password")).isTrue();
    assertThat(service.requests).isEmpty();

    robot.interact(
        () -> {
          type("mail-password", "app password");
          type("mail-to", "you@example.com");
        });
    robot.type(KeyCode.ENTER);
    assertThat(service.requests).hasSize(1);
    assertThat(service.mailPassword).isEqualTo("app password");
    press("test-alerts");
    assertThat(service.requests).hasSize(2).last().isEqualTo("test-alerts");
    press("mail-off");
    assertThat(node("test-alerts").isDisabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void trustsTheRootWhoseFingerprintIsSeenAndTakesItBack(String language) {
    service.status = () -> report(inPrivate(good(SITE)));
    open(language, "trust");
    assertThat(desktop.words())
        .anyMatch(words -> words.replaceAll("\\n", ":").contains(FakeTrust.ROOT.sha256()));
    assertThat(node("untrust-root").isDisabled()).isTrue();
    assertThat(focused("trust-root")).isTrue();
    robot.type(KeyCode.ENTER);
    assertThat(desktop.trust.wishes).containsExactly("add");
    assertThat(desktop.words()).containsAnyOf("Trusted", "已信任");
    press("untrust-root");
    assertThat(desktop.words()).containsAnyOf("No longer trusted", "已不再信任");
    assertThat(desktop.trust.wishes).containsExactly("add", "remove");

    robot.type(KeyCode.ESCAPE);
    assertThat(shown("add-app")).isTrue();
  }

  @Test
  void offersNoRootForAPublicAddress() {
    open("en", "change");
    press("secondary");
    assertThat(visible("trust")).isFalse();
  }

  @Test
  void closesAFormAndThenThePageByEscape() {
    open("en", "alerts");
    press("hook-edit");
    assertThat(focused("hook-address")).isTrue();
    robot.type(KeyCode.ESCAPE);
    assertThat(visible("hook-address")).isFalse();
    robot.type(KeyCode.ESCAPE);
    assertThat(shown("add-app")).isTrue();
  }

  @Test
  void opensOnAlertsWhereverTheWindowIs() {
    service.operationAnswer = () -> null;
    open("en", "add-app");
    assertThat(shown("overview")).isTrue();
    robot.interact(() -> desktop.window().showAlerts());
    assertThat(shown("test-alerts")).isTrue();
    assertThat(shown("overview")).isFalse();

    robot.interact(() -> stage.hide());
    robot.interact(() -> desktop.window().open());
    assertThat(shown("test-alerts")).isFalse();
    robot.interact(() -> desktop.window().showAlerts());
    assertThat(shown("test-alerts")).isTrue();
  }

  @Test
  void everyControlIsReachedByTabAndHasWords() {
    open("en", "change");
    press("guard-login");
    for (var id :
        List.of("app-address", "find-again", "guard-keep", "user", "password", "repeat")) {
      hasWords(id);
    }
    press("secondary");
    press("alerts");
    press("mail-edit");
    for (var id :
        List.of(
            "mail-server",
            "mail-port",
            "mail-security",
            "mail-user",
            "mail-password",
            "mail-from",
            "mail-to",
            "mail-save",
            "mail-cancel",
            "hook-edit",
            "secondary")) {
      hasWords(id);
    }
  }

  private void hasWords(String id) {
    var node = node(id);
    assertThat(node.isFocusTraversable()).as(id).isTrue();
    var words = node instanceof Labeled labeled ? labeled.getText() : "";
    assertThat(words + node.getAccessibleText()).as(id).isNotBlank().isNotEqualTo("null");
  }

  private void type(String id, String text) {
    desktop.type(id, text);
  }

  private void press(String id) {
    robot.interact(() -> ((ButtonBase) node(id)).fire());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void focus(String id) {
    robot.interact(() -> node(id).requestFocus());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean focused(String id) {
    WaitForAsyncUtils.waitForFxEvents();
    var owner = stage.getScene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }

  private boolean shown(String id) {
    return robot.lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent();
  }

  private boolean visible(String id) {
    return robot.lookup("#" + id).tryQuery().filter(SideWalkTest::isVisible).isPresent();
  }

  private static boolean isVisible(Node node) {
    for (var each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it lies within what the page shows of itself now. */
  private boolean isSeen(Node node) {
    WaitForAsyncUtils.waitForFxEvents();
    var area = robot.lookup(".page-scroll").query();
    Bounds seen = area.localToScene(area.getLayoutBounds());
    return seen.contains(node.localToScene(node.getLayoutBounds()));
  }

  private Node node(String id) {
    return Optional.ofNullable(desktop.node(id)).orElseThrow();
  }
}
