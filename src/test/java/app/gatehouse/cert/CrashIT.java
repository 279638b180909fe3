package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.net.Waiter;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a crash interrupts is finished by the next call: same order, one generation. */
class CrashIT {
  @SuppressWarnings("unused") // by @FieldSource
  private static final List<String> MILESTONES = Milestones.ALL;

  private static ChallengeServer answers;
  private static Pebble pebble;
  private static PebbleLog log;

  @TempDir private Path home;

  @BeforeAll
  static void start() {
    answers = new ChallengeServer();
    pebble = Pebble.start(answers.port(), 1);
    log = new PebbleLog(pebble);
  }

  @AfterAll
  static void stop() {
    pebble.close();
    answers.close();
  }

  @ParameterizedTest
  @FieldSource("MILESTONES")
  void anErrorAtAnyMilestoneIsSurvived(String milestone) throws Exception {
    var orders = log.orders();
    var accounts = log.accounts();
    var host = milestone + ".example.net";
    var site = Sites.withPublicName(host, pebble.directory());

    assertThatThrownBy(() -> certificates().obtain(site, true, answers, dieAt(milestone)))
        .isInstanceOf(Died.class);
    assertThat(answers.published()).isZero();
    var stored = certificates().obtain(site, true, answers, IssueListener.SILENT);

    assertThat(stored.facts().names()).containsExactly(host);
    assertOneGeneration(host);
    assertThat(log.orders()).isEqualTo(orders + 1);
    assertThat(log.accounts()).isEqualTo(accounts + 1);
  }

  @ParameterizedTest
  @FieldSource("MILESTONES")
  void anErrorWhileRenewingIsSurvived(String milestone) throws Exception {
    var host = "renew-" + milestone + ".example.net";
    var site = Sites.withPublicName(host, pebble.directory());
    certificates().obtain(site, true, answers, IssueListener.SILENT);
    var orders = log.orders();

    assertThatThrownBy(() -> certificates().renew(site, answers, dieAt(milestone)))
        .isInstanceOf(Died.class);
    assertThat(certificates().current(host)).isPresent();
    // Once it was handed over, the decision whether to renew says no; nobody would ask again.
    if (!milestone.equals(Milestones.HANDED_OVER)) {
      certificates().renew(site, answers, IssueListener.SILENT);
    }

    assertThat(certificates().current(host).orElseThrow().generation()).isEqualTo(2);
    assertThat(log.orders()).isEqualTo(orders + 1);
    assertThat(pending()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Milestones.ORDER_PLACED,
        Milestones.CHALLENGE_SET,
        Milestones.KEY_WRITTEN,
        Milestones.CHAIN_WRITTEN,
        Milestones.HANDED_OVER
      })
  void aKilledProcessIsSurvived(String milestone) throws Exception {
    var port = FreePorts.next();
    try (var ca = Pebble.start(port, 1)) {
      var host = "killed.example.net";
      try (var child =
          ChildProcess.of(
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  IssueUntilKilled.class.getName())
              .with(home, ca.directory(), ca.caFile(), host, port, milestone)
              .start()) {
        child.awaitLine("reached " + milestone + "$", Duration.ofSeconds(60));
        child.kill();
      }

      try (var next = new ChallengeServer(port)) {
        var site = Sites.withPublicName(host, ca.directory());
        var stored = certificates(ca).obtain(site, true, next, IssueListener.SILENT);

        assertThat(stored.facts().names()).containsExactly(host);
        assertOneGeneration(host);
        assertThat(new PebbleLog(ca).orders()).isEqualTo(1);
        assertThat(new PebbleLog(ca).accounts()).isEqualTo(1);
      }
    }
  }

  @Test
  void anOrderThatTheCaForgotIsReplaced() throws Exception {
    try (var ca = Pebble.start(answers.port(), 1)) {
      var site = Sites.withPublicName("forgotten.example.net", ca.directory());
      var certificates = certificates(ca);
      assertThatThrownBy(
              () -> certificates.obtain(site, true, answers, dieAt(Milestones.KEY_WRITTEN)))
          .isInstanceOf(Died.class);
      ca.restart();

      certificates(ca).obtain(site, true, answers, IssueListener.SILENT);

      assertOneGeneration("forgotten.example.net");
    }
  }

  @Test
  void anOrderWhoseKeyIsLostIsReplaced() throws Exception {
    var host = "lost-key.example.net";
    var site = Sites.withPublicName(host, pebble.directory());
    assertThatThrownBy(
            () -> certificates().obtain(site, true, answers, dieAt(Milestones.FINALIZED)))
        .isInstanceOf(Died.class);
    Files.writeString(home.resolve("pending").resolve(host).resolve("key.pem"), "not a key");

    certificates().obtain(site, true, answers, IssueListener.SILENT);

    assertOneGeneration(host);
  }

  @Test
  void aDamagedOrderFileIsSetAsideAndReported() throws Exception {
    var host = "damaged.example.net";
    var site = Sites.withPublicName(host, pebble.directory());
    assertThatThrownBy(
            () -> certificates().obtain(site, true, answers, dieAt(Milestones.KEY_WRITTEN)))
        .isInstanceOf(Died.class);
    Files.writeString(home.resolve("pending").resolve(host).resolve("order.json"), "{\"sch");

    var certificates = certificates();
    certificates.obtain(site, true, answers, IssueListener.SILENT);

    assertOneGeneration(host);
    assertThat(certificates.notices()).hasSize(1);
  }

  @Test
  void anUnfinishedOrderIsForgottenOnRequestAndTheCertificateKept() throws Exception {
    var host = "undone.example.net";
    var site = Sites.withPublicName(host, pebble.directory());
    var certificates = certificates();
    certificates.obtain(site, true, answers, IssueListener.SILENT);
    assertThatThrownBy(() -> certificates.renew(site, answers, dieAt(Milestones.VALIDATED)))
        .isInstanceOf(Died.class);

    certificates.discardPending(host);

    assertThat(pending()).isEmpty();
    assertOneGeneration(host);
    certificates.discardPending("never-heard-of.example.net");
  }

  @Test
  void aLostAccountFileNeedsNobodyToAgreeAgain() throws Exception {
    var site = Sites.withPublicName("agreed.example.net", pebble.directory());
    certificates().obtain(site, true, answers, IssueListener.SILENT);
    var accounts = log.accounts();
    breakAccountFile();

    var certificates = certificates();
    certificates.renew(site, answers, IssueListener.SILENT);
    certificates().renew(site, answers, IssueListener.SILENT);

    assertThat(certificates().current("agreed.example.net").orElseThrow().generation())
        .isEqualTo(3);
    assertThat(log.accounts()).isEqualTo(accounts);
    assertThat(certificates.notices()).hasSize(1);
  }

  @Test
  void aKeyThatTheCaDoesNotKnowAgreesToNothing() throws Exception {
    try (var ca = Pebble.start(answers.port(), 1)) {
      var site = Sites.withPublicName("disagreed.example.net", ca.directory());
      certificates(ca).obtain(site, true, answers, IssueListener.SILENT);
      breakAccountFile();
      ca.restart();

      assertThatThrownBy(() -> certificates(ca).renew(site, answers, IssueListener.SILENT))
          .hasMessageContaining("consent-missing");
    }
  }

  private void breakAccountFile() throws IOException {
    try (var files = Files.walk(home.resolve("accounts"))) {
      var file = files.filter(each -> each.endsWith("account.json")).findFirst().orElseThrow();
      Files.writeString(file, "{\"sch");
    }
  }

  @Test
  void ordersThatNobodyWantsAreForgotten() throws Exception {
    for (var host : List.of("wanted.example.net", "unwanted.example.net")) {
      var site = Sites.withPublicName(host, pebble.directory());
      assertThatThrownBy(
              () -> certificates().obtain(site, true, answers, dieAt(Milestones.KEY_WRITTEN)))
          .isInstanceOf(Died.class);
    }

    certificates().tidyUp(List.of("wanted.example.net", "other.example.net"));

    assertThat(pending()).singleElement().asString().endsWith("wanted.example.net");
    assertThat(pending()).noneMatch(name -> name.contains("unwanted"));
  }

  @Test
  void aKeyWithoutItsOrderIsNotUsedAgain() throws Exception {
    var host = "stale-key.example.net";
    var site = Sites.withPublicName(host, pebble.directory());
    var first = certificates().obtain(site, true, answers, IssueListener.SILENT);
    // A crash came after the order was deleted and before its key was.
    Files.createDirectories(home.resolve("pending").resolve(host));
    var served = Pem.of(new KeyPair(first.tls().leaf().getPublicKey(), first.tls().key()));
    Files.write(home.resolve("pending").resolve(host).resolve("key.pem"), served);

    var second = certificates().renew(site, answers, IssueListener.SILENT);

    assertThat(second.tls().leaf().getPublicKey()).isNotEqualTo(first.tls().leaf().getPublicKey());
  }

  @Test
  void anInterruptedIssueGoesOnWithTheSameOrder() throws Exception {
    var host = "interrupted.example.net";
    var site = Sites.withPublicName(host, pebble.directory());
    var orders = log.orders();

    assertThatThrownBy(
            () ->
                certificates()
                    .obtain(
                        site,
                        true,
                        answers,
                        reached -> {
                          if (reached.equals(Milestones.KEY_WRITTEN)) {
                            Thread.currentThread().interrupt();
                          }
                        }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(answers.published()).isZero();
    certificates().obtain(site, true, answers, IssueListener.SILENT);

    assertOneGeneration(host);
    assertThat(log.orders()).isEqualTo(orders + 1);
  }

  private void assertOneGeneration(String host) throws IOException {
    assertThat(pending()).isEmpty();
    assertThat(home.resolve("hosts").resolve(host).toFile().list())
        .containsExactlyInAnyOrder("gen-000001", "current");
  }

  private List<String> pending() throws IOException {
    try (var names = Files.list(home.resolve("pending"))) {
      return names.map(Path::toString).toList();
    }
  }

  private static IssueListener dieAt(String milestone) {
    return reached -> {
      if (reached.equals(milestone)) {
        throw new Died();
      }
    };
  }

  private Certificates certificates() {
    return certificates(pebble);
  }

  private Certificates certificates(Pebble ca) {
    return IssueUntilKilled.certificates(home, ca.caFile());
  }

  /** Nobody catches it. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A process that stands still at a milestone. */
  static final class IssueUntilKilled {
    private IssueUntilKilled() {}

    public static void main(String[] args) throws Exception {
      var site = Sites.withPublicName(args[3], URI.create(args[1]));
      try (var server = new ChallengeServer(Integer.parseInt(args[4]))) {
        certificates(Path.of(args[0]), Path.of(args[2]))
            .obtain(site, true, server, milestone -> stopAt(milestone, args[5]));
      }
    }

    static Certificates certificates(Path home, Path caFile) {
      return new Certificates(
          home,
          CertificateSettings.defaults(Optional.of(caFile)),
          InstantSource.system(),
          new SecureRandom(),
          Waiter.real());
    }

    private static void stopAt(String milestone, String last) {
      System.out.println("reached " + milestone);
      if (milestone.equals(last)) {
        try {
          Thread.sleep(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
