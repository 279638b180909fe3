package app.gatehouse.ui.shared;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.NewKey;
import app.gatehouse.setup.PasswordRules;
import app.gatehouse.setup.Setup;
import app.gatehouse.text.Texts;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Who may pass, and the secrets that this needs. They stay in here until the service has them. */
public final class GuardChoice {
  private final Texts texts;
  private final RandomGenerator random;
  private final ReadOnlyObjectWrapper<@Nullable GuardKind> guard = new ReadOnlyObjectWrapper<>();
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
  private final ReadOnlyBooleanWrapper filled = new ReadOnlyBooleanWrapper();

  /**
   * @param random for API keys; cryptographically strong outside tests
   */
  public GuardChoice(Texts texts, RandomGenerator random) {
    this.texts = texts;
    this.random = random;
    keyName.set(texts.get("ui.guard.key.first"));
    user.subscribe((before, now) -> changed(userProblem));
    password.subscribe((before, now) -> changed(passwordProblem));
    repeated.subscribe((before, now) -> changed(repeatedProblem));
    keyName.subscribe((before, now) -> refresh());
    consent.subscribe((before, now) -> refresh());
  }

  /** What was chosen; null while nothing was. */
  public ReadOnlyObjectProperty<@Nullable GuardKind> guard() {
    return guard.getReadOnlyProperty();
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

  /** Whether everything that the choice needs was typed; not whether it is right. */
  public ReadOnlyBooleanProperty filled() {
    return filled.getReadOnlyProperty();
  }

  /** The word that has to be typed to go without protection. */
  public String consentWord() {
    return texts.get("ui.guard.open.word");
  }

  public void choose(@Nullable GuardKind chosen) {
    guard.set(chosen);
    if (chosen == GuardKind.API_KEY && key.get().isEmpty()) {
      makeKey();
    }
    refresh();
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

  /** Whether what was typed is right; says at the fields what is not. */
  public boolean check() {
    if (guard.get() != GuardKind.LOGIN) {
      return filled.get();
    }
    repeatedProblem.set(repeated.get().equals(password.get()) ? null : missing("repeat"));
    try {
      Setup.checkCredentials(GuardKind.LOGIN, credentials());
      return repeatedProblem.get() == null;
    } catch (ProblemException e) {
      refuse(e.problem());
      return false;
    }
  }

  /**
   * Shows at its field what the service did not take.
   *
   * @return false when it belongs to no field in here
   */
  public boolean refuse(Problem problem) {
    var aboutLogin =
        problem.code() == ProblemCode.CREDENTIALS_MISSING
            || problem.code() == ProblemCode.CREDENTIALS_TOO_WEAK;
    if (guard.get() != GuardKind.LOGIN || !aboutLogin) {
      return false;
    }
    var aboutUser = "user".equals(problem.facts().get(Problem.VARIANT));
    (aboutUser ? userProblem : passwordProblem).set(problem);
    return true;
  }

  /** What the choice needs; nothing where it needs none. */
  public Credentials credentials() {
    return switch (guard.get()) {
      case LOGIN -> new Credentials(user.get().strip(), password.get(), null, null);
      case API_KEY -> new Credentials(null, null, keyName.get().strip(), key.get());
      case OPEN -> Credentials.NONE;
      case null -> Credentials.NONE;
    };
  }

  private void changed(ReadOnlyObjectWrapper<@Nullable Problem> problem) {
    problem.set(null);
    refresh();
  }

  private void refresh() {
    filled.set(
        switch (guard.get()) {
          case LOGIN ->
              !user.get().isBlank() && !password.get().isEmpty() && !repeated.get().isEmpty();
          case API_KEY -> !keyName.get().isBlank();
          case OPEN -> consent.get().strip().equalsIgnoreCase(consentWord());
          case null -> false;
        });
  }

  private static Problem missing(String what) {
    return Problem.error(ProblemCode.CREDENTIALS_MISSING).variant(what);
  }
}
