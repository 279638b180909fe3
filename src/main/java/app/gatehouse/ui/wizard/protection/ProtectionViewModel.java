package app.gatehouse.ui.wizard.protection;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.NewKey;
import app.gatehouse.setup.PasswordRules;
import app.gatehouse.setup.Setup;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Who may use the app. Keeps what is secret in the session only. */
public final class ProtectionViewModel extends PageState {
  private final SetupSession session;
  private final RandomGenerator random;
  private final ReadOnlyObjectWrapper<GuardKind> guard =
      new ReadOnlyObjectWrapper<>(GuardKind.LOGIN);
  private final ReadOnlyObjectWrapper<GuardKind> suggested =
      new ReadOnlyObjectWrapper<>(GuardKind.LOGIN);
  private final StringProperty user = new SimpleStringProperty("");
  private final StringProperty password = new SimpleStringProperty("");
  private final StringProperty repeated = new SimpleStringProperty("");
  private final StringProperty keyName = new SimpleStringProperty("");
  private final StringProperty consent = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper key = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Problem> userProblem =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> passwordProblem =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> repeatedProblem =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper limits = new ReadOnlyStringWrapper("");

  public ProtectionViewModel(SetupSession session, RandomGenerator random) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
    this.session = session;
    this.random = random;
    user.subscribe((before, now) -> userChanged());
    password.subscribe((before, now) -> changed(passwordProblem));
    repeated.subscribe((before, now) -> changed(repeatedProblem));
    keyName.subscribe((before, now) -> keyNameChanged());
    consent.subscribe((before, now) -> refreshPrimary());
  }

  public ReadOnlyObjectProperty<GuardKind> guard() {
    return guard.getReadOnlyProperty();
  }

  /** The protection that fits the app. */
  public ReadOnlyObjectProperty<GuardKind> suggested() {
    return suggested.getReadOnlyProperty();
  }

  public StringProperty user() {
    return user;
  }

  public StringProperty password() {
    return password;
  }

  public StringProperty repeated() {
    return repeated;
  }

  public StringProperty keyName() {
    return keyName;
  }

  /** What was typed to consent to publishing without protection. */
  public StringProperty consent() {
    return consent;
  }

  /** The new API key; empty until one is made. */
  public ReadOnlyStringProperty key() {
    return key.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Problem> userProblem() {
    return userProblem.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Problem> passwordProblem() {
    return passwordProblem.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Problem> repeatedProblem() {
    return repeatedProblem.getReadOnlyProperty();
  }

  /** In words, what slows down those who try too often; empty when nothing does. */
  public ReadOnlyStringProperty limits() {
    return limits.getReadOnlyProperty();
  }

  /** The word that has to be typed to go without protection. */
  public String consentWord() {
    return session.texts().get("wizard.protection.open.word");
  }

  @Override
  public void entered(Navigation navigation) {
    var answers = session.answers();
    suggested.set(Setup.suggestedGuard(answers.appKind()));
    if (user.get().isEmpty() && answers.user() != null) {
      user.set(answers.user());
    }
    if (keyName.get().isEmpty()) {
      keyName.set(
          Objects.requireNonNullElse(
              answers.keyName(), session.texts().get("wizard.protection.key.first")));
    }
    show(Setup.guard(answers));
  }

  public void choose(GuardKind chosen) {
    show(chosen);
    session.answerWhileTyping(draft -> draft.guard(chosen));
  }

  private void show(GuardKind chosen) {
    guard.set(chosen);
    limits.set(words(chosen, Setup.limits(chosen, session.answers().appKind())));
    if (chosen == GuardKind.API_KEY && key.get().isEmpty()) {
      key.set(NewKey.make(random));
    }
    refreshPrimary();
  }

  private String words(GuardKind chosen, Limits allowed) {
    var texts = session.texts();
    if (allowed.perMinute() > 0) {
      return texts.get("wizard.protection.limits", allowed.perMinute(), allowed.perPathPerMinute());
    }
    return chosen == GuardKind.LOGIN ? texts.get("wizard.protection.limits.login") : "";
  }

  /** Another API key in place of the one shown. */
  public void makeKey() {
    key.set(NewKey.make(random));
  }

  public void userLeft() {
    if (user.get().isBlank() && !password.get().isEmpty()) {
      userProblem.set(missing("user"));
    }
  }

  public void passwordLeft() {
    if (!password.get().isEmpty()) {
      passwordProblem.set(PasswordRules.check(user.get(), password.get()).orElse(null));
    }
  }

  public void repeatedLeft() {
    if (!repeated.get().isEmpty() && !repeated.get().equals(password.get())) {
      repeatedProblem.set(missing("repeat"));
    }
  }

  @Override
  public void primary(Navigation navigation) {
    if (!isRight()) {
      return;
    }
    var chosen = guard.get();
    session.credentials(
        switch (chosen) {
          case LOGIN -> new Credentials(user.get().strip(), password.get(), null, null);
          case API_KEY -> new Credentials(null, null, keyName.get().strip(), key.get());
          case OPEN -> Credentials.NONE;
        });
    session.answer(
        draft ->
            draft
                .guard(chosen)
                .user(chosen == GuardKind.LOGIN ? user.get().strip() : null)
                .keyName(chosen == GuardKind.API_KEY ? keyName.get().strip() : null)
                .openConsent(chosen == GuardKind.OPEN));
    navigation.next();
  }

  private boolean isRight() {
    if (guard.get() != GuardKind.LOGIN) {
      return true;
    }
    repeatedProblem.set(repeated.get().equals(password.get()) ? null : missing("repeat"));
    try {
      Setup.checkCredentials(
          GuardKind.LOGIN, new Credentials(user.get(), password.get(), null, null));
      return repeatedProblem.get() == null;
    } catch (ProblemException e) {
      var aboutUser = "user".equals(e.problem().facts().get(Problem.VARIANT));
      (aboutUser ? userProblem : passwordProblem).set(e.problem());
      return false;
    }
  }

  private void userChanged() {
    changed(userProblem);
    session.answerWhileTyping(draft -> draft.user(textOrNull(user)));
  }

  private void keyNameChanged() {
    refreshPrimary();
    session.answerWhileTyping(draft -> draft.keyName(textOrNull(keyName)));
  }

  private static @Nullable String textOrNull(StringProperty typed) {
    return typed.get().isBlank() ? null : typed.get().strip();
  }

  private void changed(ReadOnlyObjectWrapper<@Nullable Problem> problem) {
    problem.set(null);
    refreshPrimary();
  }

  private void refreshPrimary() {
    primaryEnabled(
        switch (guard.get()) {
          case LOGIN ->
              !user.get().isBlank() && !password.get().isEmpty() && !repeated.get().isEmpty();
          case API_KEY -> !keyName.get().isBlank();
          case OPEN -> consent.get().strip().equalsIgnoreCase(consentWord());
        });
  }

  private static Problem missing(String what) {
    return Problem.error(ProblemCode.CREDENTIALS_MISSING).variant(what);
  }
}
