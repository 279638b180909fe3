package app.gatehouse.ui.wizard.done;

import app.gatehouse.ui.shared.*;

/** Being built. */
public final class DoneViewModel extends PageState {
  public DoneViewModel(SetupSession session, Browser browser) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
  }

  @Override
  public void entered(Navigation navigation) {}

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
