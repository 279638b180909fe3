package app.gatehouse.ui.wizard;

import app.gatehouse.setup.SetupPage;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TrustModel;
import app.gatehouse.ui.shared.WindowFrame;
import app.gatehouse.ui.wizard.address.AddressView;
import app.gatehouse.ui.wizard.address.AddressViewModel;
import app.gatehouse.ui.wizard.app.AppView;
import app.gatehouse.ui.wizard.app.AppViewModel;
import app.gatehouse.ui.wizard.done.DoneView;
import app.gatehouse.ui.wizard.done.DoneViewModel;
import app.gatehouse.ui.wizard.home.HomeView;
import app.gatehouse.ui.wizard.home.HomeViewModel;
import app.gatehouse.ui.wizard.protection.ProtectionView;
import app.gatehouse.ui.wizard.protection.ProtectionViewModel;
import app.gatehouse.ui.wizard.review.ReviewView;
import app.gatehouse.ui.wizard.review.ReviewViewModel;
import app.gatehouse.ui.wizard.trial.TrialView;
import app.gatehouse.ui.wizard.trial.TrialViewModel;
import app.gatehouse.ui.wizard.working.WorkingView;
import app.gatehouse.ui.wizard.working.WorkingViewModel;
import java.util.ArrayList;
import java.util.EnumMap;

/** The wizard in its window: puts models and views together. */
public final class WizardWindow {
  private static final double MIN_WIDTH = 820;
  private static final double MIN_HEIGHT = 600;

  private final WizardViewModel model;
  private final WizardView view;

  /**
   * @param fromOverview whether the user came from an overview and may go back to it at any time
   */
  public WizardWindow(WizardParts parts, boolean fromOverview) {
    var texts = parts.texts();
    var session = new SetupSession(parts.runner(), texts);
    var views = new EnumMap<SetupPage, PageView>(SetupPage.class);
    views.put(SetupPage.APP, new AppView(new AppViewModel(session), texts));
    views.put(SetupPage.HOME, new HomeView(new HomeViewModel(session, parts.firewall()), texts));
    views.put(
        SetupPage.ADDRESS, new AddressView(new AddressViewModel(session), texts, parts.browser()));
    views.put(
        SetupPage.PROTECTION,
        new ProtectionView(new ProtectionViewModel(session, parts.random()), texts));
    views.put(
        SetupPage.REVIEW, new ReviewView(new ReviewViewModel(session), texts, parts.browser()));
    views.put(SetupPage.WORKING, new WorkingView(new WorkingViewModel(session), texts));
    views.put(
        SetupPage.DONE,
        new DoneView(
            new DoneViewModel(
                session,
                parts.browser(),
                parts.localRoots(),
                new TrustModel(parts.rootTrusts(), parts.runner())),
            texts));
    var trial = new TrialView(new TrialViewModel(session, parts.trials(), parts.browser()), texts);

    var models = new EnumMap<SetupPage, PageModel>(SetupPage.class);
    views.forEach((page, pageView) -> models.put(page, pageView.model()));
    model = new WizardViewModel(session, parts.connector(), models, trial.model(), fromOverview);
    var all = new ArrayList<PageView>(views.values());
    all.add(trial);
    view = new WizardView(model, texts, parts.theme(), all);
  }

  public WizardViewModel model() {
    return model;
  }

  public WizardView view() {
    return view;
  }

  /**
   * Shows the wizard and begins to connect. On JavaFX's application thread.
   *
   * @param overview shows everything that is published instead
   */
  public void show(WindowFrame frame, Runnable overview) {
    model
        .closed()
        .subscribe(
            closed -> {
              if (closed) {
                frame.stage().hide();
              }
            });
    model
        .left()
        .subscribe(
            left -> {
              if (left) {
                overview.run();
              }
            });
    frame.show(view, MIN_WIDTH, MIN_HEIGHT, model::closeRequested);
    model.connect();
  }
}
