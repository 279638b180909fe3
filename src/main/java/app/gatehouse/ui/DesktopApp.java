package app.gatehouse.ui;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.FxTaskRunner;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.shared.Trials;
import app.gatehouse.ui.wizard.WizardParts;
import app.gatehouse.ui.wizard.WizardWindow;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
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
   * Opens the window and blocks until it is closed. What the service does goes on then.
   *
   * @param locale language of the window; becomes the process's default, which JavaFX's own texts
   *     and the shapes of Han characters follow
   * @param random for API keys; cryptographically strong
   * @throws ProblemException {@code no-display} when no window can be opened here
   */
  public static void launch(
      ServiceConnector connector,
      Trials trials,
      Locale locale,
      Theme.Look look,
      RandomGenerator random)
      throws ProblemException, InterruptedException {
    var texts = Texts.of(locale);
    Locale.setDefault(texts.locale());
    var closed = new CountDownLatch(1);
    var runner = new FxTaskRunner();
    try {
      Platform.startup(
          () -> {
            var stage = new Stage();
            stage.setOnHidden(event -> closed.countDown());
            var parts = new WizardParts(connector, trials, browser(), runner, texts, random);
            new WizardWindow(parts).show(stage, new Theme(look, texts.locale()));
          });
    } catch (RuntimeException e) {
      LOG.debug("JavaFX cannot start", e);
      throw Problem.info(ProblemCode.NO_DISPLAY).cause(e).exception();
    }
    closed.await();
    Platform.exit();
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
