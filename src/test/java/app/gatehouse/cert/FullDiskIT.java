package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up while certificates are written. */
class FullDiskIT {
  @TempDir private Path disk;

  @Test
  void isNamedHarmsNothingAndIsOverOnceThereIsSpace() {
    Servers.requireNamespaces();
    var java =
        "'%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' '%s' '%s'"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                Renewals.class.getName(),
                disk);
    try (var child =
        ChildProcess.of(Servers.require("unshare"), "-Urm", "sh", "-c")
            .with("mount -t tmpfs -o size=128k tmpfs '" + disk + "' && exec " + java)
            .start()) {
      assertThat(child.awaitExit(Duration.ofSeconds(90))).as(child.output()).isZero();

      assertThat(child.output())
          .contains("first 1", "full storage-full", "still 1", "space 2", "leftovers 0");
    }
  }

  /** Runs on the small disk. */
  static final class Renewals {
    private Renewals() {}

    public static void main(String[] args) throws Exception {
      var disk = Path.of(args[0]);
      var certificates =
          new Certificates(
              disk.resolve("certificates"),
              CertificateSettings.defaults(Optional.empty()),
              InstantSource.system(),
              new SecureRandom(),
              time -> {});
      var site = Sites.withPrivateName("box.local");
      var first = certificates.obtain(site, false, new Nobody(), IssueListener.SILENT);
      System.out.println("first " + first.generation());
      var ballast = disk.resolve("ballast");
      fill(ballast);
      try {
        certificates.renew(site, new Nobody(), IssueListener.SILENT);
      } catch (ProblemException e) {
        System.out.println("full " + e.problem().code().wireName());
      }
      System.out.println("still " + certificates.current("box.local").orElseThrow().generation());
      Files.delete(ballast);
      var next = certificates.renew(site, new Nobody(), IssueListener.SILENT);
      System.out.println("space " + next.generation());
      try (var files = Files.walk(disk)) {
        System.out.println(
            "leftovers " + files.filter(each -> each.toString().contains("/.")).count());
      }
    }

    private static void fill(Path ballast) throws IOException {
      try (var out = Files.newOutputStream(ballast)) {
        while (true) {
          out.write(new byte[512]);
        }
      } catch (IOException e) {
        // That is what was wanted.
        return;
      }
    }
  }

  private static final class Nobody implements ChallengePublisher {
    @Override
    public void present(String token, String content) {
      throw new AssertionError("nothing has to be proven to the local CA");
    }

    @Override
    public void remove(String token) {
      throw new AssertionError("nothing was presented");
    }
  }
}
