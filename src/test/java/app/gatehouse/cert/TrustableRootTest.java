package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustableRootTest {
  @TempDir private Path certificates;

  private LocalAuthority authority() {
    return LocalAuthority.inFolder(
        Certificates.localCaFolder(certificates), InstantSource.system(), new SecureRandom());
  }

  @Test
  void isTheRootForPrivateNames() throws Exception {
    var root = authority().root("app.home.arpa");
    assertThat(TrustableRoot.read(certificates)).isEqualTo(root);
  }

  @Test
  void isMissingUntilThereIsAPrivateAddress() {
    refuses(ProblemCode.CERTIFICATE_MISSING, () -> TrustableRoot.read(certificates));
    refuses(
        ProblemCode.CERTIFICATE_MISSING, () -> TrustableRoot.read(certificates.resolve("none")));
  }

  @Test
  void isNotOneThatMaySignForMore() throws Exception {
    var wider = authority().rootFile("shop.example.com");
    var file = authority().rootFile("app.home.arpa");
    Files.copy(wider, file, StandardCopyOption.REPLACE_EXISTING);
    refuses(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE, () -> TrustableRoot.read(certificates));
  }

  @Test
  void isNotALeafNorSomethingElse() throws Exception {
    var leaf = authority().issue("app.home.arpa").chain().getFirst();
    refusesContent(Pem.of(List.of(leaf)));
    refusesContent("root:x:0:0:root:/root:/bin/bash\n".getBytes(StandardCharsets.US_ASCII));
    refusesContent(new byte[0]);
  }

  private static void refusesContent(byte[] content) {
    assertThatThrownBy(() -> TrustableRoot.checked(content))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE);
              assertThat(String.valueOf(e.problem().detail())).doesNotContain("root:x");
            });
  }

  @Test
  void isNeverBehindALink() throws Exception {
    var file = authority().rootFile("app.home.arpa");
    var elsewhere = Files.move(file, certificates.resolve("elsewhere.pem"));
    Files.createSymbolicLink(file, elsewhere);
    refuses(ProblemCode.CERTIFICATE_MISSING, () -> TrustableRoot.read(certificates));

    Files.delete(file);
    Files.move(elsewhere, file);
    assertThat(TrustableRoot.read(certificates)).isNotNull();
    var folder = Files.move(file.getParent(), certificates.resolve("elsewhere"));
    Files.createSymbolicLink(file.getParent(), folder);
    refuses(ProblemCode.CERTIFICATE_MISSING, () -> TrustableRoot.read(certificates));
  }

  @Test
  void isNoFolderAndNothingHuge() throws Exception {
    var file = authority().rootFile("app.home.arpa");
    Files.write(file, new byte[(64 << 10) + 1]);
    refuses(ProblemCode.CERTIFICATE_MISSING, () -> TrustableRoot.read(certificates));
    Files.delete(file);
    Files.createDirectory(file);
    refuses(ProblemCode.CERTIFICATE_MISSING, () -> TrustableRoot.read(certificates));
  }

  private static void refuses(ProblemCode code, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }
}
