package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.Site;
import app.gatehouse.net.TlsProbe;
import app.gatehouse.net.Waiter;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path of a certificate against a real CA. */
class CertificatesIT {
  private static ChallengeServer answers;
  private static Pebble pebble;
  private static PebbleLog log;

  @TempDir private Path home;
  private final InstantSource clock = InstantSource.system();

  @BeforeAll
  static void start() {
    answers = new ChallengeServer();
    pebble =
        Pebble.builder()
            .validatesOn(answers.port(), 1)
            .profile("default", Duration.ofDays(90))
            .profile("shortlived", Duration.ofDays(6))
            .start();
    log = new PebbleLog(pebble);
  }

  @AfterAll
  static void stop() {
    pebble.close();
    answers.close();
  }

  @Test
  void issuesByHttp01() throws Exception {
    var milestones = new ArrayList<String>();

    var stored = certificates().obtain(site("app.example.net"), true, answers, milestones::add);

    assertThat(milestones).containsExactlyElementsOf(Milestones.ALL);
    assertThat(stored.facts().names()).containsExactly("app.example.net");
    assertThat(stored.facts().issuer()).startsWith("Pebble Intermediate");
    assertThat(stored.generation()).isEqualTo(1);
    assertThat(stored.tls().key().getAlgorithm()).isEqualTo("EC");
    assertThat(
            TlsProbe.verify(stored.tls().chain(), "app.example.net", List.of(pebble.root()), clock))
        .isEmpty();
    assertThat(answers.published()).isZero();
  }

  @Test
  void keepsKeysToTheOwner() throws Exception {
    certificates().obtain(site("keys.example.net"), true, answers, IssueListener.SILENT);

    try (var files = Files.walk(home)) {
      var secrets =
          files.filter(each -> each.toString().matches(".*(privkey.pem|account.key)")).toList();
      assertThat(secrets).hasSize(2);
      for (var each : secrets) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void issuesForAnIpAddress() throws Exception {
    var site = Sites.withPublicIp("127.0.0.1", pebble.directory());

    var stored = certificates().obtain(site, true, answers, IssueListener.SILENT);

    assertThat(stored.facts().names()).containsExactly("127.0.0.1");
    // The only profile in which Let's Encrypt issues for addresses.
    assertThat(stored.facts().lifetime()).isLessThanOrEqualTo(Duration.ofDays(6));
  }

  @Test
  void issuesForAnIpv6Address() throws Exception {
    Assumptions.assumeTrue(hasIpv6(), "IPv6: this machine has no loopback address of it");
    try (var answersThere = new ChallengeServer("::1", answers.port())) {
      var site = Sites.withPublicIp("0:0:0:0:0:0:0:1", pebble.directory());

      var stored = certificates().obtain(site, true, answersThere, IssueListener.SILENT);

      assertThat(stored.facts().names()).containsExactly("0:0:0:0:0:0:0:1");
    }
  }

  private static boolean hasIpv6() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void returnsTheStoredOneWithoutAnotherOrder() throws Exception {
    var site = site("twice.example.net");
    var first = certificates().obtain(site, true, answers, IssueListener.SILENT);
    var orders = log.orders();

    var milestones = new ArrayList<String>();
    var second = certificates().obtain(site, true, answers, milestones::add);

    assertThat(second.facts()).isEqualTo(first.facts());
    assertThat(log.orders()).isEqualTo(orders);
    assertThat(milestones).containsExactly(Milestones.HANDED_OVER);
  }

  @Test
  void renewsToTheNextGenerationAndKeepsThree() throws Exception {
    var site = site("renewed.example.net");
    var certificates = certificates();
    var first = certificates.obtain(site, true, answers, IssueListener.SILENT);

    var second = certificates.renew(site, answers, IssueListener.SILENT);
    assertThat(second.generation()).isEqualTo(2);
    assertThat(second.facts().serial()).isNotEqualTo(first.facts().serial());
    certificates.renew(site, answers, IssueListener.SILENT);
    var fourth = certificates.renew(site, answers, IssueListener.SILENT);

    assertThat(certificates.current("renewed.example.net").orElseThrow().facts())
        .isEqualTo(fourth.facts());
    var folder = home.resolve("hosts/renewed.example.net");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("gen-000002", "gen-000003", "gen-000004", "current");
    assertThat(folder.resolve("current")).hasContent("gen-000004");
    assertThat(home.resolve("pending").toFile().list()).isEmpty();
  }

  @Test
  void usesOneAccountForAllHostsAndAllRuns() throws Exception {
    var accounts = log.accounts();
    certificates().obtain(site("one.example.net"), true, answers, IssueListener.SILENT);
    certificates().obtain(site("two.example.net"), true, answers, IssueListener.SILENT);

    assertThat(log.accounts()).isEqualTo(accounts + 1);
  }

  @Test
  void issuesForSeveralHostsAtOnce() throws Exception {
    var certificates = certificates();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var issues = new ArrayList<Future<StoredCertificate>>();
      for (var i = 0; i < 6; i++) {
        // Each host twice: the second must wait for the first and order nothing.
        var site = site("parallel-" + i / 2 + ".example.net");
        issues.add(
            threads.submit(() -> certificates.obtain(site, true, answers, IssueListener.SILENT)));
      }
      var before = Instant.now();
      for (var each : issues) {
        assertThat(each.get().generation()).isEqualTo(1);
        assertThat(each.get().facts().notAfter()).isAfter(before);
      }
    }
  }

  @Test
  void tellsTheTermsOfADirectory() throws Exception {
    assertThat(certificates().terms(pebble.directory())).isPresent();
  }

  private Site site(String host) {
    return Sites.withPublicName(host, pebble.directory());
  }

  private Certificates certificates() {
    return new Certificates(
        home,
        CertificateSettings.defaults(Optional.of(pebble.caFile())),
        clock,
        new SecureRandom(),
        Waiter.real());
  }
}
