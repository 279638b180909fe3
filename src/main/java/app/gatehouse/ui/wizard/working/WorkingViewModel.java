package app.gatehouse.ui.wizard.working;

import app.gatehouse.ui.shared.*;

/** Being built. */
public final class WorkingViewModel extends PageState {
  public WorkingViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
  }

  @Override
  public void entered(Navigation navigation) {}

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
