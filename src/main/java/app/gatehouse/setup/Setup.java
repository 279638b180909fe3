package app.gatehouse.setup;

import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers to plan: checks everything that was typed and decides what has to be done. Pure; the same
 * checks serve the fields of the wizard one by one and the whole at the end.
 */
public final class Setup {
  private static final int MAX_NAME = 64;
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "0.0.0.0", "::", "::1");

  /** {@code .home.arpa} is set aside for homes (RFC 8375); {@code .local} belongs to mDNS. */
  private static final String PRIVATE_SUFFIX = ".home.arpa";

  private Setup() {}

  /**
   * The plan for these answers.
   *
   * @param credentials what a login or a key needs; only looked at, they do not enter the plan
   * @throws ProblemException {@code address-not-valid}, {@code upstream-is-ourselves}, {@code
   *     name-not-valid}, {@code credentials-missing}, {@code credentials-too-weak} or {@code
   *     consent-missing} (variant {@code terms} or {@code open})
   */
  public static Plan plan(Answers answers, Credentials credentials, SetupDefaults defaults)
      throws ProblemException {
    var app = app(answers, defaults);
    var address = address(answers);
    var guard = guard(answers);
    checkCredentials(guard, credentials);
    if (guard == GuardKind.OPEN && !answers.openConsent()) {
      throw Problem.error(ProblemCode.CONSENT_MISSING).variant("open").exception();
    }
    var isPublic = address.kind().isPublic();
    if (isPublic && !answers.termsAgreed()) {
      throw Problem.error(ProblemCode.CONSENT_MISSING).variant("terms").exception();
    }
    var site =
        new Site(
            address,
            app,
            answers.preset(),
            new Protection(guard, List.of(), List.of(), limits(guard, answers.appKind())),
            isPublic
                ? new CertificateChoice(
                    Objects.requireNonNullElse(answers.directory(), defaults.directory()),
                    answers.challenge())
                : CertificateChoice.LOCAL_CA,
            false);
    return new Plan(site, steps(address.kind()), answers.termsAgreed());
  }

  /** The app as answered; refuses our own ports, which would send every request in circles. */
  public static Upstream app(Answers answers, SetupDefaults defaults) throws ProblemException {
    var typed = answers.app();
    if (typed == null || typed.isBlank()) {
      throw Problem.error(ProblemCode.ADDRESS_NOT_VALID)
          .with("address", "")
          .variant("empty")
          .exception();
    }
    var app = Upstream.of(typed);
    if (defaults.ports().contains(app.port()) && isThisComputer(app.host())) {
      throw Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES)
          .variant("needs-port")
          .with("address", app.url())
          .with("port", app.port())
          .exception();
    }
    return app;
  }

  /** The public name as answered. */
  public static SiteAddress address(Answers answers) throws ProblemException {
    var kind = answers.addressKind();
    var host = answers.host();
    if (kind == null || host == null) {
      throw Problem.error(ProblemCode.NAME_NOT_VALID).with("name", "").variant("empty").exception();
    }
    return SiteAddress.of(kind, host);
  }

  /** The protection as answered, else the one that fits the app. */
  public static GuardKind guard(Answers answers) {
    var chosen = answers.guard();
    return chosen != null ? chosen : suggestedGuard(answers.appKind());
  }

  /** A login for pages, a key for interfaces. */
  public static GuardKind suggestedGuard(AppKind kind) {
    return kind == AppKind.API ? GuardKind.API_KEY : GuardKind.LOGIN;
  }

  /** Programs are counted; people looking at pages are not. */
  public static Limits limits(GuardKind guard, AppKind kind) {
    return guard == GuardKind.API_KEY || kind == AppKind.API ? Limits.API : Limits.PAGES;
  }

  /**
   * A name for the local network that the user need not own, for example {@code ollama.home.arpa}.
   */
  public static String suggestedPrivateName(String preset) {
    var label =
        preset.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "").replaceAll("^-+|-+$", "");
    return (label.isEmpty() || preset.equals(LocalApp.GENERIC) ? "app" : label) + PRIVATE_SUFFIX;
  }

  /** What every plan for such an address has; a rehearsal comes by {@link Plan#rehearsed}. */
  public static List<StepKind> steps(AddressKind kind) {
    var steps = new ArrayList<StepKind>(List.of(StepKind.values()));
    steps.remove(StepKind.REHEARSE);
    if (!kind.isPublic()) {
      steps.remove(StepKind.MAP_PORTS);
    }
    return steps;
  }

  /**
   * Whether the secrets suffice for a guard.
   *
   * @throws ProblemException {@code credentials-missing} (variant {@code user}, {@code password} or
   *     {@code key}) or {@code credentials-too-weak}
   */
  public static void checkCredentials(GuardKind guard, Credentials credentials)
      throws ProblemException {
    switch (guard) {
      case LOGIN -> checkLogin(credentials);
      case API_KEY -> checkKey(credentials);
      case OPEN -> {}
    }
  }

  private static void checkLogin(Credentials credentials) throws ProblemException {
    var user = present(credentials.user(), "user");
    if (user.length() > MAX_NAME || user.chars().anyMatch(Character::isISOControl)) {
      throw missing("user");
    }
    var weakness = PasswordRules.check(user, present(credentials.password(), "password"));
    if (weakness.isPresent()) {
      throw weakness.get().exception();
    }
  }

  private static void checkKey(Credentials credentials) throws ProblemException {
    var key = present(credentials.key(), "key");
    // A key is hashed fast, so it must not be guessable: what people make up is too short for that.
    if (key.length() < 32 || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw Problem.error(ProblemCode.CREDENTIALS_TOO_WEAK)
          .with("minimum", 32)
          .variant("key")
          .exception();
    }
  }

  private static String present(@Nullable String value, String what) throws ProblemException {
    return Optional.ofNullable(value).filter(v -> !v.isBlank()).orElseThrow(() -> missing(what));
  }

  private static ProblemException missing(String what) {
    return Problem.error(ProblemCode.CREDENTIALS_MISSING).variant(what).exception();
  }

  private static boolean isThisComputer(String host) {
    return OWN_HOSTS.contains(host) || host.startsWith("127.") || host.equals("0:0:0:0:0:0:0:1");
  }
}
