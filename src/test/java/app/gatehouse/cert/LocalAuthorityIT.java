package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OpenSSL, which is not ours, thinks of the local CA. */
class LocalAuthorityIT {
  @TempDir private Path folder;
  private final SecureRandom random = new SecureRandom();

  @Test
  void openSslAcceptsWhatTheRootMaySign() throws Exception {
    var authority = LocalAuthority.inFolder(folder, InstantSource.system(), random);
    for (var host : List.of("box.local", "app.example.net")) {
      var leaf = Pem.of(authority.issue(host).chain());
      assertThat(verify(authority.rootFile(host), leaf, "-verify_hostname", host)).contains(": OK");
    }
    for (var address : List.of("192.168.1.20", "::1", "203.0.113.7")) {
      var leaf = Pem.of(authority.issue(address).chain());
      assertThat(verify(authority.rootFile(address), leaf, "-verify_ip", address)).contains(": OK");
    }
  }

  @Test
  void openSslRefusesWhatAStolenRootSigns() throws Exception {
    var root = LocalRoot.make("box.local", Instant.now(), Duration.ofDays(10), random);
    var rootFile = folder.resolve("root.pem");
    Files.write(rootFile, Pem.of(List.of(root.certificate())));
    // Java looks at the constraints of intermediates only, browsers and OpenSSL at the root's too.
    for (var stolen :
        List.of("bank.example.com", "local.example.com", "8.8.8.8", "2606:4700:4700::1111")) {
      var leaf = root.sign(stolen, Keys.newPair().getPublic(), Instant.now(), random);

      assertThat(verify(rootFile, Pem.of(List.of(leaf)))).contains("permitted subtree violation");
    }
  }

  @Test
  void openSslRefusesTheNeighbourOfAnExtraName() throws Exception {
    var root = LocalRoot.make("ai.example.net", Instant.now(), Duration.ofDays(10), random);
    var rootFile = folder.resolve("root.pem");
    Files.write(rootFile, Pem.of(List.of(root.certificate())));
    var leaf = root.sign("www.example.net", Keys.newPair().getPublic(), Instant.now(), random);

    assertThat(verify(rootFile, Pem.of(List.of(leaf)))).contains("permitted subtree violation");
  }

  private String verify(Path rootFile, byte[] leaf, String... options) throws Exception {
    var leafFile = folder.resolve("leaf.pem");
    Files.write(leafFile, leaf);
    var openSsl =
        ChildProcess.of(Servers.require("openssl"), "verify", "-x509_strict", "-purpose")
            .with("sslserver", "-CAfile", rootFile)
            .with((Object[]) options)
            .with(leafFile)
            .start();
    openSsl.awaitExit(Duration.ofSeconds(20));
    return openSsl.output();
  }
}
