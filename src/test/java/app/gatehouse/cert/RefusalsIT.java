package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.site.Site;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real CA may have against us, each by its name. */
class RefusalsIT {
  private static ChallengeServer answers;
  private static Pebble pebble;

  @TempDir private Path home;
  private InstantSource clock = InstantSource.system();

  @BeforeAll
  static void start() {
    answers = new ChallengeServer();
    pebble = Pebble.start(answers.port(), 1);
  }

  @AfterAll
  static void stop() {
    pebble.close();
    answers.close();
  }

  @Test
  void namesWrongContent() {
    try (var other = new ChallengeServer(FreePorts.next());
        var ca = Pebble.start(other.port(), 1)) {
      other.distort(content -> "<html>router login</html>");

      var problem = problem(ca, Sites.withPublicName("app.example.net", ca.directory()), other);

      assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.CA_WRONG_CONTENT);
      assertThat(problem.facts()).containsEntry("name", "app.example.net");
      assertThat(problem.detail()).contains("unauthorized");
      assertThat(other.published()).isZero();
      assertThat(home.resolve("pending").toFile().list()).isEmpty();
    }
  }

  @Test
  void namesARefusedConnectionAndWhereItWas() {
    try (var ca = Pebble.start(FreePorts.next(), 1)) {
      var problem = problem(ca, Sites.withPublicName("app.example.net", ca.directory()), answers);

      assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.CA_CONNECTION_REFUSED);
      assertThat(problem.facts())
          .containsEntry("address", "127.0.0.1")
          .doesNotContainKey(Problem.VARIANT);
    }
  }

  @Test
  void namesANameThatLeadsNowhere() {
    try (var ca = Pebble.start(answers.port(), 1)) {
      ca.setDefaultAddress("");

      var problem = problem(ca, Sites.withPublicName("app.example.net", ca.directory()), answers);

      assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.NAME_NOT_FOUND);
    }
  }

  @Test
  void namesABlockedName() {
    var problem = problem(site("blocked-domain.example"));

    assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.CA_REJECTS_NAME);
    assertThat(problem.facts()).containsEntry("name", "blocked-domain.example");
    assertThat(home.resolve("pending").toFile().list()).isEmpty();
  }

  @Test
  void namesACaThatIsDown() {
    try (var ca = Pebble.start(answers.port(), 1)) {
      ca.stop();

      var problem = problem(ca, Sites.withPublicName("app.example.net", ca.directory()), answers);

      assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.CA_UNREACHABLE);
      assertThat(problem.facts())
          .containsEntry("ca", "localhost")
          .containsEntry(Problem.VARIANT, "connect");
    }
  }

  @Test
  void namesACaThatWantsABoundAccount() {
    try (var ca =
        Pebble.builder()
            .validatesOn(answers.port(), 1)
            .requiresAccountBinding(
                "kid-1", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W")
            .start()) {
      var problem = problem(ca, Sites.withPublicName("app.example.net", ca.directory()), answers);

      assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.CA_KEY_BINDING_NEEDED);
    }
  }

  @Test
  void asksForConsentToTheTermsBeforeItMakesAnAccount() {
    var accounts = new PebbleLog(pebble).accounts();

    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                certificates(pebble)
                    .obtain(site("terms.example.net"), false, answers, IssueListener.SILENT));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CONSENT_MISSING);
    assertThat(thrown.problem().facts()).containsKey("terms");
    assertThat(new PebbleLog(pebble).accounts()).isEqualTo(accounts);
  }

  @Test
  void namesAClockThatIsTwoMonthsAhead() {
    clock = InstantSource.fixed(InstantSource.system().instant().plus(Duration.ofDays(61)));
    var orders = new PebbleLog(pebble).orders();

    var problem = problem(site("clock.example.net"));

    assertThat(problem.code()).as("%s", problem).isEqualTo(ProblemCode.CLOCK_WRONG);
    assertThat(problem.facts()).containsKeys("here", "there");
    assertThat(new PebbleLog(pebble).orders()).isEqualTo(orders);
  }

  @Test
  void goesOnWhileHalfOfTheNoncesAreRejected() throws Exception {
    try (var ca = Pebble.builder().validatesOn(answers.port(), 1).rejectsNonces(50).start()) {
      var stored =
          certificates(ca)
              .obtain(
                  Sites.withPublicName("nonces.example.net", ca.directory()),
                  true,
                  answers,
                  IssueListener.SILENT);

      assertThat(stored.generation()).isEqualTo(1);
    }
  }

  @Test
  void registersTheSameKeyAgainWhenTheCaLostTheAccount() throws Exception {
    try (var ca = Pebble.start(answers.port(), 1)) {
      var site = Sites.withPublicName("lost.example.net", ca.directory());
      certificates(ca).obtain(site, true, answers, IssueListener.SILENT);
      ca.restart();

      // Nobody is there to agree to the terms again: they were agreed to once.
      var renewed = certificates(ca).renew(site, answers, IssueListener.SILENT);

      assertThat(renewed.generation()).isEqualTo(2);
      assertThat(new PebbleLog(ca).accounts()).isEqualTo(1);
    }
  }

  private Site site(String host) {
    return Sites.withPublicName(host, pebble.directory());
  }

  private Problem problem(Site site) {
    return problem(pebble, site, answers);
  }

  private Problem problem(Pebble ca, Site site, ChallengePublisher publisher) {
    return catchThrowableOfType(
            ProblemException.class,
            () -> certificates(ca).obtain(site, true, publisher, IssueListener.SILENT))
        .problem();
  }

  private Certificates certificates(Pebble ca) {
    return new Certificates(
        home,
        CertificateSettings.defaults(Optional.of(ca.caFile())),
        clock,
        new SecureRandom(),
        Waiter.real());
  }
}
