package app.gatehouse.ui;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.shared.Trials;
import app.gatehouse.ui.shared.WindowFrame;
import app.gatehouse.ui.wizard.WizardParts;
import app.gatehouse.ui.wizard.WizardWindow;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javafx.stage.Stage;

/** A wizard in a stage. */
public final class ShownWizard extends ShownWindow {
  Trials trials =
      () -> {
        throw new AssertionError("not expected");
      };

  public ShownWizard(
      Stage stage, ScriptedService service, Locale locale, Theme.Look look, TaskRunner runner) {
    super(stage, service, locale, look, runner);
  }

  /** Shows it. On JavaFX's application thread. */
  WizardWindow show() {
    return show(() -> service);
  }

  public WizardWindow show(ServiceConnector connector) {
    var window = new WizardWindow(parts(connector, () -> trials.start()), false);
    window.show(new WindowFrame(stage, theme, texts), stage::hide);
    return window;
  }

  private WizardParts parts(ServiceConnector connector, Trials sample) {
    return new WizardParts(
        connector,
        sample,
        (home, host) -> home.resolve(Path.of("certificates", "local-ca", "root.pem")),
        () -> trust,
        HomeFirewall.NONE,
        opened::add,
        runner,
        texts,
        theme,
        new Random(7));
  }
}
