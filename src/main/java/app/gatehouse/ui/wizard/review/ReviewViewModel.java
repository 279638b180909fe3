package app.gatehouse.ui.wizard.review;

import app.gatehouse.ui.shared.*;

/** Being built. */
public final class ReviewViewModel extends PageState {
  public ReviewViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
  }

  @Override
  public void entered(Navigation navigation) {}

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
