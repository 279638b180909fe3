package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.site.Site;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Pebble;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal at an authority that, like Let's Encrypt, is content with a proof it saw earlier. */
class RehearsalOrderIT {
  private static final String HOST = "app.example.net";
  private static final URI ELSEWHERE = URI.create("https://ca.example/directory");

  private static ChallengeServer answers;
  private static Pebble pebble;

  @TempDir private Path home;

  @BeforeAll
  static void start() {
    answers = new ChallengeServer();
    pebble =
        Pebble.builder()
            .validatesOn(answers.port(), 1)
            .environment("PEBBLE_AUTHZREUSE", "100")
            .start();
  }

  @AfterAll
  static void stop() {
    pebble.close();
    answers.close();
  }

  @Test
  void isLookedAtEveryTimeAndLeavesNothing() throws Exception {
    rehearse();
    var looks = looks();
    assertThat(looks).isPositive();

    rehearse();

    assertThat(looks()).as("the proof of the first was withdrawn").isGreaterThan(looks);
    assertThat(certificates().current(HOST)).isEmpty();
    assertThat(answers.published()).isZero();
    try (var files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile).map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("account.json", "account.key");
    }
  }

  @Test
  void doesNotRelyOnAProofThatWasLeftBehind() throws Exception {
    // A real order of the same account leaves its proof, as a rehearsal that breaks off would.
    certificates().obtain(site("left.example.net", pebble.directory()), true, answers, m -> {});
    var looks = looks();
    var milestones = new ArrayList<String>();

    certificates()
        .rehearse(
            site("left.example.net", ELSEWHERE),
            pebble.directory(),
            true,
            answers,
            milestones::add);

    assertThat(looks()).isGreaterThan(looks);
    assertThat(milestones).contains(Milestones.VALIDATED);
  }

  @Test
  void needsTheConsentToOtherTerms() {
    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                certificates()
                    .rehearse(
                        site(HOST, ELSEWHERE),
                        pebble.directory(),
                        false,
                        answers,
                        IssueListener.SILENT));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.CONSENT_MISSING);
    assertThat(refused.problem().facts()).containsKey("terms");
  }

  @Test
  void whatACrashLeftIsGoneAfterTheNextStart() throws Exception {
    var left = Files.createDirectories(home.resolve("rehearsals/" + HOST + "/pending/" + HOST));
    Files.writeString(left.resolve("key.pem"), "of a crash");

    certificates().tidyUp(List.of());

    assertThat(home.resolve("rehearsals")).doesNotExist();
  }

  private void rehearse() throws Exception {
    certificates()
        .rehearse(site(HOST, ELSEWHERE), pebble.directory(), true, answers, IssueListener.SILENT);
  }

  private static long looks() {
    return pebble.output().lines().filter(line -> line.contains("Attempting to validate")).count();
  }

  private static Site site(String host, URI directory) {
    return Sites.withPublicName(host, directory);
  }

  private Certificates certificates() {
    return new Certificates(
        home,
        CertificateSettings.defaults(Optional.of(pebble.caFile())),
        InstantSource.system(),
        new SecureRandom(),
        Waiter.real());
  }
}
