package app.gatehouse.ui;

import app.gatehouse.ui.dashboard.DashboardParts;
import app.gatehouse.ui.dashboard.DashboardView;
import app.gatehouse.ui.dashboard.DashboardViewModel;
import app.gatehouse.ui.shared.Ticker;
import app.gatehouse.ui.shared.WindowFrame;
import app.gatehouse.ui.wizard.WizardParts;
import app.gatehouse.ui.wizard.WizardWindow;
import java.time.InstantSource;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the window shows: the dashboard, or the wizard while nothing is published and
 * whenever somebody asks for it. Used on JavaFX's application thread only.
 */
public final class DesktopWindow {
  private static final double MIN_WIDTH = 720;
  private static final double MIN_HEIGHT = 560;

  private final WizardParts parts;
  private final WindowFrame frame;
  private final DashboardViewModel dashboard;
  private final DashboardView dashboardView;
  private @Nullable WizardWindow wizard;

  /** Whether nothing was shown yet but the way there. */
  private boolean opening;

  /**
   * @param parts the connector is asked again and again: it should keep its connection
   * @param ticker when the dashboard looks again
   */
  public DesktopWindow(Stage stage, WizardParts parts, Ticker ticker, InstantSource clock) {
    this.parts = parts;
    frame = new WindowFrame(stage, parts.theme(), parts.texts());
    dashboard =
        new DashboardViewModel(
            new DashboardParts(
                parts.connector(),
                parts.browser(),
                parts.runner(),
                ticker,
                clock,
                parts.texts(),
                parts.theme(),
                () -> showWizard(true)));
    dashboardView = new DashboardView(dashboard, parts.texts(), parts.theme());
    dashboard.phase().subscribe(phase -> decide(phase));
    stage
        .showingProperty()
        .subscribe(
            (before, showing) -> {
              if (!showing) {
                dashboard.left();
                wizard = null;
              }
            });
  }

  /** Opens the window; does nothing but bring it to the front when it is open. */
  public void open() {
    if (frame.stage().isShowing()) {
      frame.stage().toFront();
      return;
    }
    opening = true;
    showDashboard();
  }

  /** Opens the window on a site; a wizard that is open keeps its answers for later. */
  public void showSite(String name) {
    dashboard.showSite(name);
    open();
    opening = false;
    if (wizard != null) {
      wizard.model().overview();
    }
  }

  private void decide(DashboardViewModel.Phase phase) {
    var report = dashboard.report().get();
    if (opening && phase == DashboardViewModel.Phase.READY && report != null) {
      opening = false;
      if (report.sites().isEmpty()) {
        showWizard(false);
      }
    }
  }

  private void showDashboard() {
    wizard = null;
    frame.show(dashboardView, MIN_WIDTH, MIN_HEIGHT, frame.stage()::hide);
    dashboard.entered();
  }

  private void showWizard(boolean fromOverview) {
    dashboard.left();
    var shown = new WizardWindow(parts, fromOverview);
    wizard = shown;
    shown.show(frame, this::showDashboard);
  }

  /** For tests and screenshots. */
  DashboardViewModel dashboard() {
    return dashboard;
  }

  /** The wizard while it is shown; for tests and screenshots. */
  @Nullable WizardWindow wizard() {
    return wizard;
  }
}
