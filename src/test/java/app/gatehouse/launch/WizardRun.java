package app.gatehouse.launch;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.control.ControlClient;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.Service;
import app.gatehouse.service.ServiceParts;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FlaskApp;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.ShownDesktop;
import app.gatehouse.ui.ShownWindow;
import app.gatehouse.ui.ShownWizard;
import app.gatehouse.ui.shared.FxTaskRunner;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.wizard.WizardViewModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The real service of a home on loopback, and windows over it that are driven through their
 * controls. Everything waits for what it needs, two minutes at most.
 */
final class WizardRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final int httpPort = FreePorts.next();
  final int httpsPort = FreePorts.next();
  private final Path home;
  private final Map<String, String> settings = new HashMap<>();
  private Optional<Router> router = Optional.empty();
  private IssueListener milestones = IssueListener.SILENT;
  private Service service;
  private Stage stage;
  private ShownWindow shown;
  private WizardViewModel model;

  WizardRun(Path home) {
    this.home = home;
    settings.putAll(
        Map.of(
            "http.port", Integer.toString(httpPort),
            "https.port", Integer.toString(httpsPort),
            "listen.address", "127.0.0.1",
            "router.enabled", "false",
            "ip-echo.services", "",
            "address.also-public", "127.0.0.0/8"));
  }

  /** Certificates come from this authority, whose names are the only ones that there are. */
  WizardRun with(Pebble pebble) {
    var dns = pebble.dnsServer();
    settings.put("acme.directory", pebble.directory().toString());
    settings.put("acme.ca-file", pebble.caFile().toString());
    settings.put("dns.resolvers", dns.getAddress().getHostAddress() + ":" + dns.getPort());
    return this;
  }

  /** A setting of the service that is started next. */
  WizardRun with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /**
   * Orders are rehearsed at another authority.
   *
   * @param roots of both authorities' own addresses
   */
  WizardRun rehearsingAt(Pebble stage, Path roots) {
    settings.put("acme.rehearsal-directory", stage.directory().toString());
    settings.put("acme.ca-file", roots.toString());
    return this;
  }

  /** The router that the service asks for forwards. */
  WizardRun with(Router asked) {
    router = Optional.of(asked);
    return this;
  }

  /** Hears how far a certificate is, and may hold it there. */
  WizardRun with(IssueListener listener) {
    milestones = listener;
    return this;
  }

  WizardRun startService() throws Exception {
    var wiring = new Wiring(Settings.defaults().with(settings));
    service = new Service(changed(wiring.parts(Home.open(home, InstantSource.system()))));
    service.startUp();
    return this;
  }

  private ServiceParts changed(ServiceParts parts) {
    return new ServiceParts(
        parts.version(),
        parts.home(),
        parts.settings(),
        parts.server(),
        parts.certificates(),
        parts.apps(),
        parts.homeReader(),
        router.orElse(parts.router()),
        parts.view(),
        parts.hashes(),
        parts.clock(),
        parts.waiter(),
        parts.random(),
        parts.names(),
        parts.alerts(),
        parts.threads(),
        milestones);
  }

  /** Ends the service as its {@code stop} does. */
  void stopService() {
    service.close();
  }

  Service service() {
    return service;
  }

  /** Opens a window. */
  WizardRun open(Locale locale) {
    return open(locale, () -> service);
  }

  private WizardRun open(Locale locale, ServiceConnector connector) {
    onFx(
        () -> {
          stage = new Stage();
          var wizard =
              new ShownWizard(
                  stage, new ScriptedService(), locale, Theme.Look.DARK, new FxTaskRunner());
          shown = wizard;
          model = wizard.show(connector).model();
          return null;
        });
    return this;
  }

  /** Opens a window over the socket of the service, as another process does. */
  WizardRun openOverSocket(Locale locale, Path socket) {
    return open(locale, () -> ControlClient.connect(socket));
  }

  /** Opens a window as the program does: on the dashboard where there are sites. */
  WizardRun openDesktop(Locale locale) {
    onFx(
        () -> {
          stage = new Stage();
          var desktop =
              new ShownDesktop(
                  stage, new ScriptedService(), locale, Theme.Look.LIGHT, new FxTaskRunner());
          shown = desktop;
          desktop.show(() -> service);
          return null;
        });
    return this;
  }

  /** Presses the window's own close button. */
  void closeWindow() {
    onFx(
        () -> {
          shown.close();
          return null;
        });
  }

  void awaitClosed() {
    await("the window closes", () -> !stage.isShowing());
  }

  /** From the first page to the one that asks for an address. */
  void toAddress(FlaskApp app) {
    await(SetupPage.APP);
    type("app-address", Integer.toString(app.port()));
    press("primary");
    await(SetupPage.HOME);
    press("primary");
    await(SetupPage.ADDRESS);
  }

  /** To the page that asks for the protection, with a name under an own domain. */
  void toProtection(FlaskApp app, String domain) {
    toAddress(app);
    press("kind-own-domain");
    type("domain-name", domain);
    press("primary");
    await(SetupPage.PROTECTION);
  }

  /** Chooses the login, and goes on to the review. */
  void chooseLogin() {
    await(SetupPage.PROTECTION);
    press("guard-login");
    type("user", "maria");
    type("password", WizardIT.PASSWORD);
    type("repeat", WizardIT.PASSWORD);
    press("primary");
    await(SetupPage.REVIEW);
  }

  /** Agrees to the terms and publishes. */
  void agreeAndPublish() {
    press("terms");
    press("primary");
    await(SetupPage.WORKING);
  }

  void press(String id) {
    await(id + " can be pressed", () -> shown.isShown(id) && !shown.node(id).isDisabled());
    onFx(
        () -> {
          shown.press(id);
          return null;
        });
  }

  void type(String id, String text) {
    await(id + " is there", () -> shown.isShown(id));
    onFx(
        () -> {
          shown.type(id, text);
          return null;
        });
  }

  /** Waits until a control has the focus. */
  void awaitFocus(String id) {
    await(id + " has the focus", () -> shown.isShown(id) && shown.node(id).isFocused());
  }

  /** Presses a key. */
  void key(KeyCode code) {
    onFx(
        () -> {
          shown.key(code);
          return null;
        });
  }

  /** Chooses from a list, counted from 0. */
  void choose(String id, int index) {
    await(id + " is there", () -> shown.isShown(id));
    onFx(
        () -> {
          shown.choose(id, index);
          return null;
        });
  }

  /** What stands in a field. */
  String typed(String id) {
    await(id + " is there", () -> shown.isShown(id));
    return onFx(() -> shown.typed(id));
  }

  /** Waits for a page. */
  void await(SetupPage page) {
    await(
        "the page " + page,
        () ->
            model.connection().get() == WizardViewModel.Connection.READY
                && model.page().get() == page);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Waits until these words can be read in the window. */
  void awaitWords(String... words) {
    for (var each : words) {
      Eventually.get(
          "the window shows “" + each + "”",
          PATIENCE,
          this::words,
          now -> now.stream().anyMatch(text -> text.contains(each)));
    }
  }

  /** Every text that can be read in the window now. */
  List<String> words() {
    return onFx(() -> shown.words());
  }

  /** The only operation there is. */
  OperationSnapshot operation() {
    var all = service.operations();
    if (all.size() != 1) {
      throw new AssertionError("not one operation: " + all);
    }
    return all.getFirst();
  }

  private void await(String what, Callable<Boolean> condition) {
    Eventually.isTrue(what, PATIENCE, () -> onFx(condition));
  }

  private static <T> T onFx(Callable<T> action) {
    try {
      return WaitForAsyncUtils.asyncFx(action).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError("in the window", e.getCause());
    }
  }

  @Override
  public void close() {
    if (stage != null) {
      onFx(
          () -> {
            stage.hide();
            return null;
          });
    }
    if (service != null) {
      service.close();
    }
  }
}
