package app.gatehouse.ui.wizard.home;

import app.gatehouse.ui.shared.*;

/** Being built. */
public final class HomeViewModel extends PageState {
  public HomeViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
  }

  @Override
  public void entered(Navigation navigation) {}

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
