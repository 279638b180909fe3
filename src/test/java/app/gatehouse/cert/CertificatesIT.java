package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.net.Waiter;
import app.gatehouse.support.Pebble;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path of a certificate against a real CA. */
class CertificatesIT {
  private static ChallengeServer answers;
  private static Pebble pebble;

  @TempDir private Path home;

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
  void issuesByHttp01() throws Exception {
    var milestones = new ArrayList<String>();

    var site = Sites.withPublicName("app.example.net", pebble.directory());
    var stored = certificates().obtain(site, true, answers, milestones::add);

    assertThat(milestones).containsExactlyElementsOf(Milestones.ALL);
    assertThat(stored.facts().names()).containsExactly("app.example.net");
    assertThat(stored.generation()).isEqualTo(1);
    assertThat(answers.published()).isZero();
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
