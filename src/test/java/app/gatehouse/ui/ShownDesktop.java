package app.gatehouse.ui;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.wizard.WizardParts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javafx.stage.Stage;

/** The whole window: dashboard and wizard. */
public final class ShownDesktop extends ShownWindow {
  public final SteppedTicker ticker = new SteppedTicker();
  private DesktopWindow window;

  public ShownDesktop(
      Stage stage, ScriptedService service, Locale locale, Theme.Look look, TaskRunner runner) {
    super(stage, service, locale, look, runner);
  }

  /** Opens it. On JavaFX's application thread. */
  public DesktopWindow show() {
    return show(() -> service);
  }

  /** Opens it over a connection of its own. */
  public DesktopWindow show(ServiceConnector connector) {
    var parts =
        new WizardParts(
            connector,
            () -> {
              throw new AssertionError("not expected");
            },
            (home, host) -> home.resolve(Path.of("certificates", "local-ca", "root.pem")),
            () -> trust,
            HomeFirewall.NONE,
            opened::add,
            runner,
            texts,
            theme,
            new Random(7));
    window = new DesktopWindow(stage, parts, ticker, () -> Facts.NOW);
    window.open();
    return window;
  }

  DesktopWindow window() {
    return window;
  }

  Stage stage() {
    return stage;
  }
}
