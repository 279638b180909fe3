package app.gatehouse.ui;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.FxTaskRunner;
import app.gatehouse.ui.shared.FxTicker;
import app.gatehouse.ui.shared.KeptConnection;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.wizard.WizardParts;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.application.HostServices;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window program. Once in a process: JavaFX cannot be started twice. */
public final class DesktopApp {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopApp.class);

  private DesktopApp() {}

  /**
   * Opens the window and the tray and blocks until nobody can reach the window any more, or
   * somebody quits. What the service does goes on then.
   *
   * @throws ProblemException {@code no-display} when no window can be opened here
   */
  public static void launch(DesktopParts parts) throws ProblemException, InterruptedException {
    var texts = Texts.of(parts.locale());
    Locale.setDefault(texts.locale());
    var look = parts.looks().look();
    var begun = new CompletableFuture<DesktopLife>();
    try {
      Platform.startup(() -> begin(parts, wizard(parts, texts, look), begun));
    } catch (RuntimeException e) {
      LOG.debug("JavaFX cannot start", e);
      throw Problem.info(ProblemCode.NO_DISPLAY).cause(e).exception();
    }
    var life = begun.join();
    parts.ready().accept(life);
    try {
      live(parts, life);
    } finally {
      Platform.exit();
    }
  }

  private static void begin(
      DesktopParts parts, WizardParts wizard, CompletableFuture<DesktopLife> begun) {
    try {
      Platform.setImplicitExit(false);
      var stage = new Stage();
      var window = window(stage, parts, wizard);
      var life = new DesktopLife(stage, window, wizard.browser());
      if (!parts.hidden()) {
        window.open();
      }
      // Not before: the tray would take the processors that the window is drawn with.
      Platform.runLater(() -> begun.complete(life));
    } catch (RuntimeException e) {
      begun.completeExceptionally(e);
    }
  }

  private static void live(DesktopParts parts, DesktopLife life) throws InterruptedException {
    var tray = parts.tray().open(life);
    if (tray.isEmpty()) {
      if (!parts.hidden()) {
        life.reachableBy(() -> false);
        life.awaitEnd();
      }
      return;
    }
    try (var shown = tray.get()) {
      life.reachableBy(shown::isShown);
      life.awaitEnd();
    }
  }

  private static DesktopWindow window(Stage stage, DesktopParts parts, WizardParts wizard) {
    return new DesktopWindow(stage, wizard, new FxTicker(), parts.clock());
  }

  private static WizardParts wizard(DesktopParts parts, Texts texts, Theme.Look look) {
    var runner = new FxTaskRunner();
    var theme = new Theme(look, texts.locale());
    theme
        .look()
        .subscribe(
            (before, now) ->
                runner.run(
                    () -> {
                      parts.looks().remember(now);
                      return now;
                    },
                    kept -> {},
                    problem -> {}));
    return new WizardParts(
        new KeptConnection(parts.connector()),
        parts.trials(),
        parts.localRoots(),
        parts.rootTrusts(),
        parts.firewall(),
        browser(),
        runner,
        texts,
        theme,
        parts.random());
  }

  private static Browser browser() {
    HostServices services = new Nothing().getHostServices();
    return address -> services.showDocument(address.toString());
  }

  /** JavaFX opens the browser for an application object only. */
  private static final class Nothing extends Application {
    @Override
    public void start(Stage stage) {}
  }
}
