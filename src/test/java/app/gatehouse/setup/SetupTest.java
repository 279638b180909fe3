package app.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTest {
  private static final URI DIRECTORY = URI.create("https://ca.example/dir");
  private static final SetupDefaults DEFAULTS =
      new SetupDefaults(DIRECTORY, 80, 443, List.of(), List.of());
  private static final Credentials LOGIN =
      new Credentials("ada", "correct horse battery", null, null);
  private static final Credentials KEY =
      new Credentials(null, null, "team-a", NewKey.make(new Random(1)));

  @Test
  void aPublicNameIsMappedAndGetsItsCertificateFromTheDirectory() throws Exception {
    var plan = Setup.plan(publicly().answers(), LOGIN, DEFAULTS);

    assertThat(plan.steps())
        .containsExactly(
            StepKind.OPEN_PORTS,
            StepKind.MAP_PORTS,
            StepKind.CERTIFICATE,
            StepKind.PUBLISH,
            StepKind.PROVE);
    assertThat(plan.site().certificate())
        .isEqualTo(new CertificateChoice(DIRECTORY, ChallengeKind.AUTO));
    assertThat(plan.site().app()).isEqualTo(new Upstream("127.0.0.1", 7860));
    assertThat(plan.site().protection().guard()).isEqualTo(GuardKind.LOGIN);
    assertThat(plan.site().protection().users()).isEmpty();
    assertThat(plan.termsAgreed()).isTrue();
  }

  @Test
  void aPrivateNameNeedsNeitherRouterNorTerms() throws Exception {
    var answers =
        Draft.empty().app("7860").address(AddressKind.PRIVATE, "comfyui.home.arpa").answers();

    var plan = Setup.plan(answers, LOGIN, DEFAULTS);

    assertThat(plan.steps())
        .containsExactly(
            StepKind.OPEN_PORTS, StepKind.CERTIFICATE, StepKind.PUBLISH, StepKind.PROVE);
    assertThat(plan.site().certificate()).isEqualTo(CertificateChoice.LOCAL_CA);
  }

  @Test
  void anotherDirectoryWins() throws Exception {
    var other = URI.create("https://other.example/dir");

    var plan = Setup.plan(publicly().directory(other).answers(), LOGIN, DEFAULTS);

    assertThat(plan.site().certificate().directory()).isEqualTo(other);
  }

  @Test
  void aLoginFitsPagesAndAKeyFitsInterfaces() throws Exception {
    var api =
        new LocalApp(
            Upstream.of("11434"), "ollama", "Ollama", AppKind.API, null, "127.0.0.1", List.of());
    var answers = publicly().app(api).answers();

    var plan = Setup.plan(answers, KEY, DEFAULTS);

    assertThat(plan.site().preset()).isEqualTo("ollama");
    assertThat(plan.site().protection().guard()).isEqualTo(GuardKind.API_KEY);
    assertThat(plan.site().protection().limits()).isEqualTo(Limits.API);
    assertThat(Setup.guard(publicly().answers())).isEqualTo(GuardKind.LOGIN);
    assertThat(Setup.limits(GuardKind.LOGIN, AppKind.PAGES)).isEqualTo(Limits.PAGES);
    assertThat(Setup.limits(GuardKind.LOGIN, AppKind.API)).isEqualTo(Limits.API);
  }

  @ParameterizedTest
  @CsvSource({
    "'', address-not-valid, empty",
    "not a url, address-not-valid, text",
    "https://127.0.0.1:7860, address-not-valid, https",
    "http://127.0.0.1:7860/path, address-not-valid, path",
    "http://127.0.0.1:99999, address-not-valid, port",
    "http://user@127.0.0.1:7860, address-not-valid, host",
    "ftp://127.0.0.1, address-not-valid, text",
    "443, upstream-is-ourselves, needs-port",
    "http://localhost:80, upstream-is-ourselves, needs-port",
    "http://localhost, upstream-is-ourselves, needs-port",
    "127.9.9.9:443, upstream-is-ourselves, needs-port",
    "http://[::1]:443, upstream-is-ourselves, needs-port",
    "0.0.0.0:80, upstream-is-ourselves, needs-port",
  })
  void refusesBadApps(String typed, String code, String variant) {
    refuses(publicly().app(typed).answers(), LOGIN, code, variant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7860", "localhost:7860", "http://192.168.1.5:443", "[::1]:8080"})
  void takesWhatPeopleType(String typed) {
    assertThatCode(() -> Setup.plan(publicly().app(typed).answers(), LOGIN, DEFAULTS))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "OWN_DOMAIN, '', empty",
    "OWN_DOMAIN, my site.example, space",
    "OWN_DOMAIN, https://app.example.com, url",
    "OWN_DOMAIN, app..example.com, characters",
    "OWN_DOMAIN, 198.51.100.7, ip",
    "PUBLIC_IP, app.example.com, not-an-ip",
    "OWN_DOMAIN, -app.example.com, characters",
  })
  void refusesBadNames(AddressKind kind, String name, String variant) {
    refuses(publicly().address(kind, name).answers(), LOGIN, "name-not-valid", variant);
  }

  @ParameterizedTest
  @CsvSource({
    "app.example.com., app.example.com",
    "APP.Example.COM, app.example.com",
    "应用.例子.网络, xn--exto61c.xn--fsqu00a.xn--io0a7i",
  })
  void understandsNamesAsTyped(String typed, String host) throws Exception {
    var plan =
        Setup.plan(publicly().address(AddressKind.OWN_DOMAIN, typed).answers(), LOGIN, DEFAULTS);

    assertThat(plan.site().name()).isEqualTo(host);
  }

  @Test
  void refusesWithoutAnAddress() {
    refuses(
        Draft.empty().app("7860").termsAgreed(true).answers(), LOGIN, "name-not-valid", "empty");
  }

  @Test
  void openNeedsConsent() throws Exception {
    var open = publicly().guard(GuardKind.OPEN);

    refuses(open.answers(), Credentials.NONE, "consent-missing", "open");

    var consented = open.openConsent(true).answers();
    assertThat(Setup.plan(consented, Credentials.NONE, DEFAULTS).site().protection().guard())
        .isEqualTo(GuardKind.OPEN);
  }

  @Test
  void aConsentDoesNotSurviveAChangeOfMind() {
    var answers =
        publicly()
            .guard(GuardKind.OPEN)
            .openConsent(true)
            .guard(GuardKind.LOGIN)
            .guard(GuardKind.OPEN)
            .answers();

    assertThat(answers.openConsent()).isFalse();
  }

  @Test
  void aPublicSiteNeedsTheTerms() {
    refuses(publicly().termsAgreed(false).answers(), LOGIN, "consent-missing", "terms");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "LOGIN, -, long enough pw, -, credentials-missing, user",
        "LOGIN, ada, -, -, credentials-missing, password",
        "LOGIN, ada, '   ', -, credentials-missing, password",
        "LOGIN, ada, short, -, credentials-too-weak, short",
        "LOGIN, administrator, administrator1, -, credentials-too-weak, name",
        "LOGIN, ada, Password123, -, credentials-too-weak, common",
        "LOGIN, ada, aaaaaaaaaaaa, -, credentials-too-weak, common",
        "API_KEY, -, -, -, credentials-missing, key",
        "API_KEY, -, -, guessable, credentials-too-weak, key",
        "API_KEY, -, -, a key with spaces that is long enough, credentials-too-weak, key",
      })
  void refusesBadCredentials(
      GuardKind guard, String user, String password, String key, String code, String variant) {
    refuses(
        publicly().guard(guard).answers(),
        new Credentials(user, password, null, key),
        code,
        variant);
  }

  @ParameterizedTest
  @CsvSource({
    "ollama, ollama.home.arpa",
    "generic, app.home.arpa",
    "Stable Diffusion!, stablediffusion.home.arpa",
    "--, app.home.arpa",
  })
  void suggestsAPrivateName(String preset, String name) {
    assertThat(Setup.suggestedPrivateName(preset)).isEqualTo(name);
  }

  @Test
  void keysAreLongAndDifferent() {
    var random = new Random(3);
    var key = NewKey.make(random);

    assertThat(key).startsWith("gh_").hasSize(46).matches("gh_[A-Za-z0-9_-]+");
    assertThat(NewKey.make(random)).isNotEqualTo(key);
  }

  @Test
  void longPasswordsOfAnyScriptAreFine() {
    assertThat(PasswordRules.check("ada", "四个不相关的词语组合")).isEmpty();
    assertThat(PasswordRules.check("ada", "x1y2".repeat(65)))
        .map(problem -> problem.facts().get(Problem.VARIANT))
        .contains("long");
  }

  private static Draft publicly() {
    return Draft.empty()
        .app("7860")
        .address(AddressKind.OWN_DOMAIN, "app.example.com")
        .termsAgreed(true);
  }

  private static void refuses(
      Answers answers, Credentials credentials, String code, String variant) {
    var refused =
        catchThrowableOfType(
            ProblemException.class, () -> Setup.plan(answers, credentials, DEFAULTS));
    assertThat(refused).isNotNull();
    assertThat(refused.problem().code().wireName()).isEqualTo(code);
    assertThat(refused.problem().facts().get(Problem.VARIANT)).isEqualTo(variant);
  }
}
