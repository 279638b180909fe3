package app.gatehouse.ui.wizard.app;

import app.gatehouse.model.site.LocalApp;
import app.gatehouse.ui.shared.AppChoice;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import org.jspecify.annotations.Nullable;

/** Which app is published: one of those found, or an address typed. */
public final class AppViewModel extends PageState {
  private final SetupSession session;
  private final AppChoice choice;
  private @Nullable Navigation navigation;

  public AppViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), "");
    this.session = session;
    choice = new AppChoice(session, () -> session.answers().app());
    choice.typed().subscribe((before, now) -> typedChanged());
    choice.selected().subscribe(this::selected);
    choice.examining().subscribe(examining -> refreshPrimary());
  }

  public AppChoice choice() {
    return choice;
  }

  @Override
  public void entered(Navigation frame) {
    navigation = frame;
    choice.refresh();
  }

  @Override
  public void left() {
    choice.left();
  }

  /** Tries the whole way with the built-in sample app. */
  public void trySample() {
    if (navigation != null) {
      navigation.tryWithSample();
    }
  }

  @Override
  public void primary(Navigation frame) {
    choice.take(
        app -> {
          session.app(app);
          session.answer(draft -> draft.app(app));
          frame.next();
        });
  }

  private void selected(@Nullable LocalApp app) {
    refreshPrimary();
    if (app != null) {
      session.answerWhileTyping(draft -> draft.app(app));
    }
  }

  private void typedChanged() {
    var text = choice.typed().get().isBlank() ? null : choice.typed().get().strip();
    session.answerWhileTyping(draft -> draft.app(text));
    refreshPrimary();
  }

  private void refreshPrimary() {
    if (choice.examining().get()) {
      primary(session.texts().get("ui.app.examining"), false);
    } else {
      primary(session.texts().get("wizard.next"), choice.isMade());
    }
  }
}
