package app.gatehouse.ui.trust;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.SideModel;
import app.gatehouse.ui.shared.TrustModel;

/** Trust in the root of the private addresses, beside the overview. */
public final class TrustPageModel extends SideModel {
  private final TrustModel trust;
  private final Runnable back;

  /**
   * @param back leads to the overview
   */
  public TrustPageModel(TrustModel trust, Texts texts, Runnable back) {
    super("", texts.get("trust.back"));
    this.trust = trust;
    this.back = back;
  }

  TrustModel trust() {
    return trust;
  }

  @Override
  public void entered() {
    trust.entered();
  }

  @Override
  public void left() {
    trust.left();
  }

  @Override
  public void primary() {}

  @Override
  public void secondary() {
    back.run();
  }
}
