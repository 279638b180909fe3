package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.net.TlsProbe;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

  @TempDir private Path folder;
  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "box.local",
        "localhost",
        "ai.home.arpa",
        "nas.lan",
        "nas",
        "app.example.net",
        "127.0.0.1",
        "192.168.178.20",
        "100.100.1.2",
        "203.0.113.9",
        "::1",
        "fd12:3456:0:0:0:0:0:1",
        "2001:db8:0:0:0:0:0:7"
      })
  void signsWhatJavaAccepts(String host) throws Exception {
    var material = authority().issue(host);

    assertThat(TlsProbe.verify(material.chain(), host, List.of(authority().root(host)), clock))
        .isEmpty();
    assertThat(Keys.belongTogether(material.leaf().getPublicKey(), material.key())).isTrue();
  }

  @Test
  void staysWithinWhatDevicesAccept() throws Exception {
    var leaf = authority().issue("box.local").leaf();
    var root = authority().root("box.local");

    assertThat(Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
        .isLessThanOrEqualTo(Duration.ofDays(398));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(root.getBasicConstraints()).isZero();
    assertThat(root.getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.19", "2.5.29.15");
    assertThat(root.getNotAfter().toInstant()).isAfter(NOW.plus(Duration.ofDays(3650)));
    assertThat(root.getSerialNumber().bitLength()).isBetween(120, 159);
  }

  @Test
  void keepsItsRootOverRestarts() throws Exception {
    var root = authority().root("box.local");

    assertThat(authority().root("other.local")).isEqualTo(root);
    assertThat(authority().root("192.168.1.2")).isEqualTo(root);
    assertThat(authority().root("app.example.net")).isNotEqualTo(root);
    var keyFile = authority().rootFile("box.local").resolveSibling("root.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
  }

  @Test
  void writesTheRootForPeopleToTrust() throws Exception {
    var file = authority().rootFile("box.local");

    assertThat(Pem.chain(Files.readAllBytes(file))).containsExactly(authority().root("box.local"));
  }

  @Test
  void replacesARootThatIsAboutToEnd() throws Exception {
    var root = authority().root("box.local");
    now = root.getNotAfter().toInstant().minus(Duration.ofDays(29));

    assertThat(authority().root("box.local")).isNotEqualTo(root);
  }

  @Test
  void setsADamagedRootAsideAndSaysSo() throws Exception {
    var file = authority().rootFile("box.local");
    Files.writeString(file.resolveSibling("root.key"), "-----BEGIN PRIVATE KEY-----\n!!");

    var next = authority();
    assertThat(next.issue("box.local").leaf()).isNotNull();

    assertThat(next.notices())
        .singleElement()
        .satisfies(each -> assertThat(each.code()).isEqualTo(ProblemCode.STATE_FILE_SET_ASIDE));
    assertThat(Path.of(next.notices().getFirst().facts().get("kept-as")).resolve("root.pem"))
        .exists();
  }

  @Test
  void aRootThatCannotBeReadJustNowIsNotReplaced() throws Exception {
    var root = authority().root("box.local");
    var key = authority().rootFile("box.local").resolveSibling("root.key");
    var kept = Files.move(key, folder.resolve("kept.key"));
    // Reading there is an error, as of a disk that fails.
    Files.createSymbolicLink(key, Path.of("/proc/self/mem"));

    var next = authority();
    var problem =
        catchThrowableOfType(ProblemException.class, () -> next.issue("box.local")).problem();

    assertThat(problem.code()).isEqualTo(ProblemCode.STORAGE_DENIED);
    assertThat(next.notices()).isEmpty();
    Files.move(kept, key, StandardCopyOption.REPLACE_EXISTING);
    assertThat(next.root("box.local")).isEqualTo(root);
  }

  @Test
  void aThrowAwayRootLivesADayAndLeavesNoKey() throws Exception {
    var throwAway = LocalAuthority.throwAway(folder, clock, random);
    var material = throwAway.issue("localhost");

    assertThat(
            TlsProbe.verify(
                material.chain(), "localhost", List.of(throwAway.root("localhost")), clock))
        .isEmpty();
    var end = throwAway.root("localhost").getNotAfter().toInstant();
    assertThat(end).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(material.leaf().getNotAfter().toInstant()).isEqualTo(end);
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactly(throwAway.rootFile("localhost"));
    }
    assertThat(LocalAuthority.throwAway(folder, clock, random).root("localhost"))
        .isNotEqualTo(throwAway.root("localhost"));
  }

  private LocalAuthority authority() {
    return LocalAuthority.inFolder(folder, clock, random);
  }
}
