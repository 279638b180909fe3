package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.service.Service;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.support.FlaskApp;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.ShownWizard;
import app.gatehouse.ui.shared.FxTaskRunner;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.wizard.WizardViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Walks through the window to Done over the real service, a real app and a real authority. */
@ExtendWith(ApplicationExtension.class)
class WizardIT {
  private static final String PUBLIC = "studio.example.com";
  private static final String PRIVATE = "studio.home.arpa";

  private final FxRobot robot = new FxRobot();
  private final int httpPort = FreePorts.next();
  private final int httpsPort = FreePorts.next();
  private Service service;
  private Stage stage;
  private ShownWizard wizard;
  private WizardViewModel model;

  private void open(Path folder, Locale locale, Map<String, String> more) throws Exception {
    var settings =
        new HashMap<>(
            Map.of(
                "http.port", Integer.toString(httpPort),
                "https.port", Integer.toString(httpsPort),
                "listen.address", "127.0.0.1",
                "router.enabled", "false",
                "ip-echo.services", "",
                "address.also-public", "127.0.0.0/8"));
    settings.putAll(more);
    service =
        new Wiring(Settings.defaults().with(settings))
            .service(Home.open(folder, InstantSource.system()));
    service.startUp();
    robot.interact(
        () -> {
          stage = new Stage();
          wizard =
              new ShownWizard(
                  stage, new ScriptedService(), locale, Theme.Look.DARK, new FxTaskRunner());
          model = wizard.show(() -> service).model();
        });
  }

  @AfterEach
  void close() {
    if (stage != null) {
      robot.interact(() -> stage.hide());
    }
    if (service != null) {
      service.close();
    }
  }

  @Test
  void publishesForTheHomeOnly(@TempDir Path folder) throws Exception {
    try (var flask = FlaskApp.start()) {
      open(folder.resolve("home"), Locale.SIMPLIFIED_CHINESE, Map.of());
      toAddress(flask);
      press("kind-private");
      type("private-name", PRIVATE);
      press("primary");
      throughProtection();
      press("primary");
      assertPublished("https://" + PRIVATE + ":" + httpsPort + "/");
    }
  }

  @Test
  void publishesForEverybody(@TempDir Path folder) throws Exception {
    try (var pebble = Pebble.start(httpPort, httpsPort);
        var flask = FlaskApp.start()) {
      pebble.setAddresses(PUBLIC, "127.0.0.1");
      var dns = pebble.dnsServer();
      open(
          folder.resolve("home"),
          Locale.ENGLISH,
          Map.of(
              "acme.directory", pebble.directory().toString(),
              "acme.ca-file", pebble.caFile().toString(),
              "dns.resolvers", dns.getAddress().getHostAddress() + ":" + dns.getPort()));
      toAddress(flask);
      press("kind-own-domain");
      type("domain-name", PUBLIC);
      press("primary");
      throughProtection();
      press("terms");
      press("primary");
      assertPublished("https://" + PUBLIC + ":" + httpsPort + "/");
    }
  }

  private void toAddress(FlaskApp flask) throws Exception {
    await(SetupPage.APP);
    type("app-address", Integer.toString(flask.port()));
    press("primary");
    await(SetupPage.HOME);
    press("primary");
    await(SetupPage.ADDRESS);
  }

  private void throughProtection() throws Exception {
    await(SetupPage.PROTECTION);
    press("guard-login");
    type("user", "maria");
    type("password", "blue otter kettle");
    type("repeat", "blue otter kettle");
    press("primary");
    await(SetupPage.REVIEW);
  }

  private void assertPublished(String url) throws Exception {
    await(SetupPage.DONE);
    var shown = (Label) wizard.node("published-address");
    assertThat(shown.getText()).isEqualTo(url);
    assertThat(service.status().sites()).singleElement().extracting("url").isEqualTo(url);
  }

  private void press(String id) throws TimeoutException {
    await(() -> wizard.isShown(id) && !wizard.node(id).isDisabled());
    robot.interact(() -> wizard.press(id));
  }

  private void type(String id, String text) throws TimeoutException {
    await(() -> wizard.isShown(id));
    robot.interact(() -> wizard.type(id, text));
  }

  private void await(SetupPage page) throws TimeoutException {
    await(
        () ->
            model.connection().get() == WizardViewModel.Connection.READY
                && model.page().get() == page);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
  }
}
