package app.gatehouse.ui.wizard.protection;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.setup.Setup;
import app.gatehouse.ui.shared.GuardChoice;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Who may use the app. Keeps what is secret in the session only. */
public final class ProtectionViewModel extends PageState {
  private final SetupSession session;
  private final GuardChoice choice;
  private final ReadOnlyObjectWrapper<GuardKind> suggested =
      new ReadOnlyObjectWrapper<>(GuardKind.LOGIN);
  private final ReadOnlyStringWrapper limits = new ReadOnlyStringWrapper("");

  public ProtectionViewModel(SetupSession session, RandomGenerator random) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
    this.session = session;
    choice = new GuardChoice(session.texts(), random);
    choice.choose(GuardKind.LOGIN);
    choice
        .user()
        .subscribe(
            (before, now) ->
                session.answerWhileTyping(draft -> draft.user(textOrNull(choice.user()))));
    choice
        .keyName()
        .subscribe(
            (before, now) ->
                session.answerWhileTyping(draft -> draft.keyName(textOrNull(choice.keyName()))));
    choice.filled().subscribe(filled -> primaryEnabled(filled));
  }

  public GuardChoice choice() {
    return choice;
  }

  /** The protection that fits the app. */
  public ReadOnlyObjectProperty<GuardKind> suggested() {
    return suggested.getReadOnlyProperty();
  }

  /** In words, what slows down those who try too often; empty when nothing does. */
  public ReadOnlyStringProperty limits() {
    return limits.getReadOnlyProperty();
  }

  @Override
  public void entered(Navigation navigation) {
    var answers = session.answers();
    suggested.set(Setup.suggestedGuard(answers.appKind()));
    if (choice.user().get().isEmpty() && answers.user() != null) {
      choice.user().set(answers.user());
    }
    if (answers.keyName() != null) {
      choice.keyName().set(answers.keyName());
    }
    show(Setup.guard(answers));
  }

  public void choose(GuardKind chosen) {
    show(chosen);
    session.answerWhileTyping(draft -> draft.guard(chosen));
  }

  private void show(GuardKind chosen) {
    choice.choose(chosen);
    limits.set(words(chosen, Setup.limits(chosen, session.answers().appKind())));
  }

  private String words(GuardKind chosen, Limits allowed) {
    var texts = session.texts();
    if (allowed.perMinute() > 0) {
      return texts.get("wizard.protection.limits", allowed.perMinute(), allowed.perPathPerMinute());
    }
    return chosen == GuardKind.LOGIN ? texts.get("wizard.protection.limits.login") : "";
  }

  @Override
  public void primary(Navigation navigation) {
    if (!choice.check()) {
      return;
    }
    var chosen = choice.guard().get();
    var credentials = choice.credentials();
    session.credentials(credentials);
    session.answer(
        draft ->
            draft
                .guard(chosen)
                .user(credentials.user())
                .keyName(credentials.keyName())
                .openConsent(chosen == GuardKind.OPEN));
    navigation.next();
  }

  private static @Nullable String textOrNull(StringProperty typed) {
    return typed.get().isBlank() ? null : typed.get().strip();
  }
}
