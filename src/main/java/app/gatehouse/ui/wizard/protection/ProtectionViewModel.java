package app.gatehouse.ui.wizard.protection;

import app.gatehouse.ui.shared.*;
import java.util.random.RandomGenerator;

/** Being built. */
public final class ProtectionViewModel extends PageState {
  public ProtectionViewModel(SetupSession session, RandomGenerator random) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
  }

  @Override
  public void entered(Navigation navigation) {}

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
