package app.gatehouse.setup;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what is missing, and again for what cannot be used. Where nobody answers, the problem of
 * the missing answer is thrown.
 */
final class Interview {
  private static final int TRIES = 3;

  private static final String TYPED = "typed";

  private final ServiceApi service;
  private final Questions questions;
  private final RandomGenerator random;

  /**
   * @param credentials what the guard needs
   * @param newKey a key that was made here
   */
  record Secrets(Credentials credentials, Optional<String> newKey) {}

  Interview(ServiceApi service, Questions questions, RandomGenerator random) {
    this.service = service;
    this.questions = questions;
    this.random = random;
  }

  /** The app, looked at by the service: nobody publishes what does not answer. */
  Answers app(Answers given, SetupDefaults defaults) throws ProblemException {
    if (given.app() != null) {
      return examined(given, defaults);
    }
    var found = service.findApps();
    if (!found.isEmpty()) {
      var chosen = questions.choose("setup.ask.app", Map.of(), appChoices(found));
      for (var app : found) {
        if (chosen.equals(Optional.of(app.url().url()))) {
          app.warnings().forEach(questions::tell);
          return Draft.of(given).app(app).answers();
        }
      }
    }
    return retyped(
        () -> questions.ask("setup.ask.app-address", Map.of()),
        given,
        (answers, typed) -> examined(Draft.of(answers).app(typed).answers(), defaults));
  }

  private static List<Choice> appChoices(List<LocalApp> found) {
    var choices = new ArrayList<Choice>();
    for (var app : found) {
      var url = app.url().url();
      choices.add(new Choice(url, "setup.choice.app", Map.of("name", app.name(), "url", url)));
    }
    choices.add(new Choice(TYPED, "setup.choice.other-app", Map.of()));
    return choices;
  }

  private Answers examined(Answers answers, SetupDefaults defaults) throws ProblemException {
    var app = service.examineApp(Setup.app(answers, defaults).url());
    app.warnings().forEach(questions::tell);
    return Draft.of(answers).app(app).answers();
  }

  Answers address(Answers given) throws ProblemException {
    var answers = given;
    var kind = answers.addressKind();
    if (kind == null) {
      var chosen =
          questions.choose(
              "setup.ask.address",
              Map.of(),
              List.of(
                  new Choice("own-domain", "setup.choice.own-domain", Map.of()),
                  new Choice("private", "setup.choice.private", Map.of())));
      kind =
          switch (chosen.orElse("")) {
            case "own-domain" -> AddressKind.OWN_DOMAIN;
            case "private" -> AddressKind.PRIVATE;
            default -> null;
          };
      if (kind == null) {
        Setup.address(answers);
      }
      answers = Draft.of(answers).address(required(kind), answers.host()).answers();
    }
    if (answers.host() != null) {
      Setup.address(answers);
      return answers;
    }
    return askName(answers, required(kind));
  }

  private Answers askName(Answers answers, AddressKind kind) throws ProblemException {
    var suggestion =
        kind == AddressKind.PRIVATE ? Setup.suggestedPrivateName(answers.preset()) : "";
    return retyped(
        () ->
            questions
                .ask(
                    kind == AddressKind.PRIVATE ? "setup.ask.private-name" : "setup.ask.name",
                    Map.of("suggestion", suggestion))
                .map(typed -> typed.isBlank() ? suggestion : typed)
                .or(() -> Optional.of(suggestion).filter(s -> !s.isEmpty())),
        answers,
        (before, typed) -> {
          var after = Draft.of(before).address(kind, typed).answers();
          Setup.address(after);
          return after;
        });
  }

  private static AddressKind required(@Nullable AddressKind kind) {
    if (kind == null) {
      throw new IllegalStateException("an address without a kind was refused before");
    }
    return kind;
  }

  /** The protection: the one chosen, else the one that fits the app, unless somebody says other. */
  Answers guard(Answers given) {
    var answers = given;
    var guard = answers.guard();
    if (guard == null) {
      var fits = Setup.suggestedGuard(answers.appKind());
      var choices = new ArrayList<Choice>();
      choices.add(choice(fits));
      for (var other : GuardKind.values()) {
        if (other != fits) {
          choices.add(choice(other));
        }
      }
      var chosen = questions.choose("setup.ask.guard", Map.of(), choices);
      guard = fits;
      for (var kind : GuardKind.values()) {
        if (chosen.equals(Optional.of(kind.name()))) {
          guard = kind;
        }
      }
      answers = Draft.of(answers).guard(guard).answers();
    }
    if (guard == GuardKind.OPEN && !answers.openConsent()) {
      var host = answers.host() == null ? "" : answers.host();
      var typed = questions.ask("setup.ask.open-consent", Map.of("name", host));
      answers =
          Draft.of(answers)
              .openConsent(typed.map(String::strip).filter(host::equalsIgnoreCase).isPresent())
              .answers();
    }
    return answers;
  }

  private static Choice choice(GuardKind guard) {
    return new Choice(
        guard.name(),
        switch (guard) {
          case LOGIN -> "setup.choice.login";
          case API_KEY -> "setup.choice.api-key";
          case OPEN -> "setup.choice.open";
        },
        Map.of());
  }

  Secrets secrets(Answers answers, Credentials known) throws ProblemException {
    return switch (Setup.guard(answers)) {
      case LOGIN -> new Secrets(login(answers, known), Optional.empty());
      case API_KEY -> key(answers, known);
      case OPEN -> new Secrets(Credentials.NONE, Optional.empty());
    };
  }

  private Credentials login(Answers answers, Credentials known) throws ProblemException {
    var user = known.user() != null ? known.user() : answers.user();
    if (user == null) {
      user = questions.ask("setup.ask.user", Map.of()).orElse(null);
    }
    var name = user;
    var complete = new Credentials(name, known.password(), known.keyName(), known.key());
    if (known.password() != null) {
      Setup.checkCredentials(GuardKind.LOGIN, complete);
      return complete;
    }
    return retyped(
        () ->
            questions.askSecret(
                "setup.ask.password",
                Map.of("minimum", Integer.toString(PasswordRules.MIN_LENGTH))),
        complete,
        (before, typed) -> {
          var after = new Credentials(name, typed, before.keyName(), before.key());
          Setup.checkCredentials(GuardKind.LOGIN, after);
          return after;
        });
  }

  private Secrets key(Answers answers, Credentials known) throws ProblemException {
    var name = known.keyName() != null ? known.keyName() : answers.keyName();
    if (known.key() != null) {
      var complete = new Credentials(null, null, name, known.key());
      Setup.checkCredentials(GuardKind.API_KEY, complete);
      return new Secrets(complete, Optional.empty());
    }
    var fresh = NewKey.make(random);
    return new Secrets(new Credentials(null, null, name, fresh), Optional.of(fresh));
  }

  private interface Asking {
    Optional<String> ask();
  }

  private interface Use<T> {
    T use(T before, String typed) throws ProblemException;
  }

  /** Asks up to three times; when nobody answers, or nothing fits, the last problem is thrown. */
  private <T> T retyped(Asking asking, T before, Use<T> use) throws ProblemException {
    for (var tries = 1; ; tries++) {
      var typed = asking.ask();
      try {
        return use.use(before, typed.orElse(""));
      } catch (ProblemException e) {
        if (typed.isEmpty() || tries == TRIES) {
          throw e;
        }
        Problem problem = e.problem();
        questions.tell(problem);
      }
    }
  }
}
