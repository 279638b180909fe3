package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRootsTest {
  private static final String UPDATE = "/usr/sbin/update-ca-certificates";
  private static final String FEDORA = "/usr/bin/update-ca-trust extract";

  @TempDir private Path root;
  private final ScriptedTools tools = new ScriptedTools();

  @Test
  void addsOneFileAndTakesItBackOnDebian() throws Exception {
    var folder = Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
    var others = Files.writeString(folder.resolve("company.crt"), "theirs");
    tools.answer(UPDATE, "").answer(UPDATE + " --fresh", "");
    var roots = new TrustedRoots(root, tools);
    var certificate = new TestAuthority("root").root();

    assertThat(roots.isTrusted()).isFalse();
    assertThat(roots.add(certificate)).isTrue();
    assertThat(roots.add(certificate)).isFalse();
    assertThat(roots.isTrusted()).isTrue();
    assertThat(roots.trusted()).contains(certificate);
    var file = folder.resolve("gatehouse-local-ca.crt");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(roots.remove()).isTrue();
    assertThat(roots.remove()).isFalse();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(others);
    }
    assertThat(tools.changes).containsExactly(UPDATE, UPDATE + " --fresh");
  }

  @Test
  void looksIntoTheListThatProgramsRead() throws Exception {
    var list =
        Files.createDirectories(root.resolve("etc/ssl/certs")).resolve("ca-certificates.crt");
    var roots = new TrustedRoots(root, tools);
    var first = new TestAuthority("first").root();
    var second = new TestAuthority("second").root();

    assertThat(roots.isListed(first)).isEmpty();
    Files.writeString(list, "# first\n" + PemText.of(first));
    assertThat(roots.isListed(first)).contains(true);
    assertThat(roots.isListed(second)).contains(false);
    Files.writeString(
        list,
        PemText.of(second) + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThat(roots.isListed(second)).isEmpty();
  }

  @Test
  void addsOneFileOnFedora() throws Exception {
    var folder = Files.createDirectories(root.resolve("etc/pki/ca-trust/source/anchors"));
    tools.answer("/usr/bin/update-ca-trust", "").answer(FEDORA, "");
    var roots = new TrustedRoots(root, tools);
    assertThat(roots.add(new TestAuthority("root").root())).isTrue();
    assertThat(folder.resolve("gatehouse-local-ca.crt")).exists();
    assertThat(roots.remove()).isTrue();
  }

  @Test
  void leavesNothingBehindWhenTheListCannotBeRebuilt() throws Exception {
    var folder = Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
    tools.refuse(UPDATE, "no space left");
    var roots = new TrustedRoots(root, tools);
    var certificate = new TestAuthority("root").root();
    assertThatThrownBy(() -> roots.add(certificate)).isInstanceOf(ProblemException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writesThroughNoLink() throws Exception {
    var folder = Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
    var victim = Files.writeString(root.resolve("victim"), "untouched");
    Files.createSymbolicLink(folder.resolve("gatehouse-local-ca.crt"), victim);
    Files.createSymbolicLink(folder.resolve("gatehouse-local-ca.crt.part"), victim);
    tools.answer(UPDATE, "");
    new TrustedRoots(root, tools).add(new TestAuthority("root").root());
    assertThat(victim).hasContent("untouched");
    assertThat(folder.resolve("gatehouse-local-ca.crt")).isRegularFile();
  }

  @Test
  void saysSoOnASystemThatItDoesNotKnow() {
    var roots = new TrustedRoots(root, tools);
    assertThatThrownBy(() -> roots.add(new TestAuthority("root").root()))
        .isInstanceOf(ProblemException.class);
  }
}
