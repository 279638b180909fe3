package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facade where no CA has to be asked. */
class LocalCertificatesTest {
  private static final ChallengePublisher NOBODY =
      new ChallengePublisher() {
        @Override
        public void present(String token, String content) {
          throw new AssertionError("nothing has to be proven to the local CA");
        }

        @Override
        public void remove(String token) {
          throw new AssertionError("nothing was presented");
        }
      };

  @TempDir private Path home;
  private Instant now = Instant.parse("2026-11-22T10:15:30Z");
  private final InstantSource clock = () -> now;

  @Test
  void issuesAtOnceAndKeepsIt() throws Exception {
    var milestones = new ArrayList<String>();
    var site = Sites.withPrivateName("box.local");

    var stored = certificates().obtain(site, false, NOBODY, milestones::add);

    assertThat(stored.directory()).isNull();
    assertThat(milestones).containsExactly(Milestones.CHAIN_WRITTEN, Milestones.HANDED_OVER);
    assertThat(certificates().obtain(site, false, NOBODY, IssueListener.SILENT).facts())
        .isEqualTo(stored.facts());
    assertThat(certificates().current("box.local").orElseThrow().facts()).isEqualTo(stored.facts());
  }

  @Test
  void issuesAnewWhenItIsDue() throws Exception {
    var site = Sites.withPrivateName("box.local");
    var first = certificates().obtain(site, false, NOBODY, IssueListener.SILENT);
    now = RenewalPolicy.renewAt(first.facts());

    assertThat(certificates().obtain(site, false, NOBODY, IssueListener.SILENT).generation())
        .isEqualTo(2);
  }

  @Test
  void issuesAnewWhenItsRootWasReplaced() throws Exception {
    var site = Sites.withPrivateName("box.local");
    var first = certificates().obtain(site, false, NOBODY, IssueListener.SILENT);
    Files.delete(certificates().localRootFile("box.local"));

    var second = certificates().obtain(site, false, NOBODY, IssueListener.SILENT);

    assertThat(second.generation()).isEqualTo(2);
    assertThat(second.facts().issuer()).isNotEqualTo(first.facts().issuer());
  }

  @Test
  void issuesAnewWhenTheStoredOneCannotBeUsedAndForgetsTheTrouble() throws Exception {
    var site = Sites.withPrivateName("box.local");
    certificates().obtain(site, false, NOBODY, IssueListener.SILENT);
    Files.writeString(home.resolve("hosts/box.local/gen-000001/privkey.pem"), "rubbish");

    var certificates = certificates();
    var second = certificates.obtain(site, false, NOBODY, IssueListener.SILENT);

    assertThat(second.generation()).isEqualTo(2);
    assertThat(certificates.notices()).isEmpty();
    assertThat(certificates.current("box.local").orElseThrow().remarks()).isEmpty();
  }

  @Test
  void doesNotTakeALocalOneForAPublicOne() throws Exception {
    var local = Sites.withPrivateName("app.example.net");
    certificates().obtain(local, false, NOBODY, IssueListener.SILENT);
    // Nobody listens on port 1: the attempt to ask shows that the stored one was not enough.
    var site = Sites.withPublicName("app.example.net", URI.create("https://127.0.0.1:1/dir"));

    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> certificates().obtain(site, true, NOBODY, IssueListener.SILENT));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CA_UNREACHABLE);
    assertThat(certificates().current("app.example.net")).isPresent();
  }

  @Test
  void saysThatOtherProofsComeLater() {
    var choice = new CertificateChoice(URI.create("https://127.0.0.1:1/dir"), ChallengeKind.DNS_01);
    var site = Sites.site(AddressKind.OWN_DOMAIN, "app.example.net", choice);

    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> certificates().obtain(site, true, NOBODY, IssueListener.SILENT));

    assertThat(thrown.problem().facts()).containsEntry(Problem.VARIANT, "challenge-kind");
  }

  @Test
  void worksWithAThrowAwayCa() throws Exception {
    var authority = LocalAuthority.throwAway(home.resolve("local-ca"), clock, new SecureRandom());
    var certificates = new Certificates(home, settings(), clock, time -> {}, authority);

    var stored =
        certificates.obtain(
            Sites.withPrivateName("localhost"), false, NOBODY, IssueListener.SILENT);

    assertThat(stored.facts().lifetime()).isLessThanOrEqualTo(Duration.ofHours(25));
    stored.tls().leaf().verify(certificates.localRoot("localhost").getPublicKey());
    assertThat(certificates.localRootFile("localhost")).exists();
  }

  private Certificates certificates() {
    return new Certificates(home, settings(), clock, new SecureRandom(), time -> {});
  }

  private static CertificateSettings settings() {
    return CertificateSettings.defaults(Optional.empty());
  }
}
