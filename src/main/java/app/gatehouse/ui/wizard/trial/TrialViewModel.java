package app.gatehouse.ui.wizard.trial;

import app.gatehouse.ui.shared.*;

/** Being built. */
public final class TrialViewModel extends PageState {
  public TrialViewModel(SetupSession session, Trials trials, Browser browser) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
  }

  @Override
  public void entered(Navigation navigation) {}

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
