package app.gatehouse.ui.trust;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Keys;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.SideFrame;
import app.gatehouse.ui.shared.TrustPane;
import javafx.scene.Parent;

/** Lays out the page about the root of the private addresses. */
public final class TrustPageView {
  private final SideFrame frame;

  public TrustPageView(TrustPageModel model, Texts texts) {
    frame = new SideFrame(model, texts);
    var pane = new TrustPane(model.trust(), texts);
    var page = Page.of(texts.get("trust.title"), texts.get("trust.lead"), pane);
    // There is nothing to press before the root is known.
    model
        .trust()
        .root()
        .subscribe(root -> frame.show(page, root == null ? frame : pane.lookup("#trust-root")));
    Keys.enterPresses(frame);
  }

  public Parent node() {
    return frame;
  }
}
