package app.gatehouse.ui;

import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.ui.alerts.AlertsParts;
import app.gatehouse.ui.alerts.AlertsView;
import app.gatehouse.ui.alerts.AlertsViewModel;
import app.gatehouse.ui.change.ChangeParts;
import app.gatehouse.ui.change.ChangeView;
import app.gatehouse.ui.change.ChangeViewModel;
import app.gatehouse.ui.dashboard.DashboardParts;
import app.gatehouse.ui.dashboard.DashboardView;
import app.gatehouse.ui.dashboard.DashboardViewModel;
import app.gatehouse.ui.dashboard.Ways;
import app.gatehouse.ui.shared.Asker;
import app.gatehouse.ui.shared.ConnectingAsker;
import app.gatehouse.ui.shared.SideModel;
import app.gatehouse.ui.shared.Ticker;
import app.gatehouse.ui.shared.TrustModel;
import app.gatehouse.ui.shared.WindowFrame;
import app.gatehouse.ui.trust.TrustPageModel;
import app.gatehouse.ui.trust.TrustPageView;
import app.gatehouse.ui.wizard.WizardParts;
import app.gatehouse.ui.wizard.WizardWindow;
import java.time.InstantSource;
import javafx.scene.Parent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the window shows: the dashboard, a page beside it, or the wizard while nothing is
 * published and whenever somebody asks for it. Used on JavaFX's application thread only.
 */
public final class DesktopWindow {
  private static final double MIN_WIDTH = 720;
  private static final double MIN_HEIGHT = 560;

  private final WizardParts parts;
  private final WindowFrame frame;
  private final DashboardViewModel dashboard;
  private final DashboardView dashboardView;
  private @Nullable WizardWindow wizard;
  private @Nullable SideModel side;
  private boolean alertsWanted;

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
                new FromDashboard()));
    dashboardView = new DashboardView(dashboard, parts.texts(), parts.theme());
    dashboard.phase().subscribe(phase -> decide(phase));
    stage
        .showingProperty()
        .subscribe(
            (before, showing) -> {
              if (!showing) {
                dashboard.left();
                wizard = null;
                leaveSide();
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
    } else if (side != null) {
      showDashboard();
    }
  }

  /** Opens the window on the page about alerts; a wizard that is open keeps its answers. */
  public void showAlerts() {
    open();
    opening = false;
    if (wizard == null) {
      new FromDashboard().alerts();
    } else {
      // Keeping its answers may take a moment.
      alertsWanted = true;
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
    leaveSide();
    frame.show(dashboardView, MIN_WIDTH, MIN_HEIGHT, frame.stage()::hide);
    if (alertsWanted) {
      alertsWanted = false;
      new FromDashboard().alerts();
    } else {
      dashboard.entered();
    }
  }

  private void showWizard(boolean fromOverview) {
    dashboard.left();
    var shown = new WizardWindow(parts, fromOverview);
    wizard = shown;
    shown.show(frame, this::showDashboard);
  }

  private void showSide(SideModel model, Parent view) {
    dashboard.left();
    leaveSide();
    side = model;
    frame.show(view, MIN_WIDTH, MIN_HEIGHT, frame.stage()::hide);
    model.entered();
  }

  private void leaveSide() {
    if (side != null) {
      side.left();
      side = null;
    }
  }

  private Asker asker() {
    return new ConnectingAsker(parts.connector(), parts.runner());
  }

  private final class FromDashboard implements Ways {
    @Override
    public void wizard() {
      showWizard(true);
    }

    @Override
    public void change(SiteStatus site) {
      var model =
          new ChangeViewModel(
              new ChangeParts(
                  site, asker(), parts.texts(), parts.random(), () -> backTo(site.name())));
      showSide(model, new ChangeView(model, parts.texts()).node());
    }

    private void backTo(String site) {
      dashboard.showSite(site);
      showDashboard();
    }

    @Override
    public void trust() {
      var model =
          new TrustPageModel(
              new TrustModel(parts.rootTrusts(), parts.runner()),
              parts.texts(),
              DesktopWindow.this::showDashboard);
      showSide(model, new TrustPageView(model, parts.texts()).node());
    }

    @Override
    public void alerts() {
      var model =
          new AlertsViewModel(
              new AlertsParts(asker(), parts.texts(), DesktopWindow.this::showDashboard));
      showSide(model, new AlertsView(model, parts.texts()).node());
    }
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
