package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.OtherJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, a read-only home, a home of somebody else: each told, and nothing lost. */
class StorageIT {
  @TempDir Path folder;

  @Test
  void aFullDiskLosesNothing() {
    var said = said(OtherJvm.withSmallDisk(folder, "256k", FullDisk.class, folder));
    assertThat(said)
        .containsExactly(
            "site: storage-full",
            "old site: true",
            "leftovers: 0",
            "home: storage-full",
            "after making room: ok");
  }

  @Test
  void aReadOnlyHomeIsDenied() throws Exception {
    Home.open(folder, InstantSource.system()).siteFiles().write(SiteFilesTest.site("app.example"));
    var said = said(OtherJvm.withReadOnly(folder, OpenHome.class, folder));
    assertThat(said).containsExactly("storage-denied");
  }

  @Test
  void aHomeOfSomebodyElseIsDenied() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var home = Home.open(folder.resolve("home"), InstantSource.system()).folder();
    assertThat(said(OtherJvm.asStranger(OpenHome.class, home))).containsExactly("storage-denied");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    // Open to all, but not theirs: they cannot make it owner-only.
    assertThat(said(OtherJvm.asStranger(OpenHome.class, home))).containsExactly("storage-denied");
  }

  @Test
  void tooManyOpenFilesMakeNothingBroken() {
    assertThat(said(OtherJvm.withOpenFiles(200, ManyFiles.class, folder)))
        .containsExactly(
            "warm: storage-denied",
            "site: storage-denied",
            "settings: storage-denied",
            "later: 1, 8080, 0");
  }

  @Test
  void aSecondProcessDoesNotGetTheLock() throws Exception {
    var home = Home.open(folder, InstantSource.system());
    try (var lock = home.lock()) {
      assertThat(lock).isNotNull();
      assertThat(said(OtherJvm.plain(TakeLock.class, folder))).containsExactly("taken: false");
      // Looking twice in one process must not lose it to others.
      var same = Home.open(folder, InstantSource.system());
      assertThat(same.tryLock()).isEmpty();
      assertThat(said(OtherJvm.plain(TakeLock.class, folder))).containsExactly("taken: false");
    }
    assertThat(said(OtherJvm.plain(TakeLock.class, folder))).containsExactly("taken: true");
  }

  private static List<String> said(ChildProcess.Builder program) {
    try (var child = program.start()) {
      var status = child.awaitExit(Duration.ofSeconds(60));
      assertThat(status).as(child.output()).isZero();
      return child.output().lines().filter(line -> !line.startsWith("Picked up")).toList();
    }
  }

  /** Uses a small disk until it is full, and beyond. */
  static final class FullDisk {
    public static void main(String[] arguments) throws Exception {
      var disk = Path.of(arguments[0]);
      var home = Home.open(disk.resolve("home"), InstantSource.system());
      var sites = home.siteFiles();
      var site = SiteFilesTest.site("app.example");
      sites.write(site);
      var filler = disk.resolve("filler");
      fill(filler);
      say("site", () -> sites.write(site.withPaused(true)));
      System.out.println("old site: " + sites.readAll().equals(List.of(site)));
      try (var left = Files.list(home.sites())) {
        System.out.println("leftovers: " + left.filter(f -> f.toString().endsWith(".tmp")).count());
      }
      say("home", () -> Home.open(disk.resolve("other"), InstantSource.system()));
      Files.delete(filler);
      say("after making room", () -> sites.write(site.withPaused(true)));
    }

    private static void fill(Path filler) throws IOException {
      try (var out =
          Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[512]);
        }
      } catch (IOException e) {
        // full
      }
    }
  }

  /** Reads while there is no room for another open file, and once there is again. */
  static final class ManyFiles {
    public static void main(String[] arguments) throws Exception {
      var home = Home.open(Path.of(arguments[0]).resolve("home"), InstantSource.system());
      home.siteFiles().write(SiteFilesTest.site("app.example"));
      Files.writeString(
          home.folder().resolve("settings.json"),
          "{\"schema\":1,\"settings\":{\"http.port\":\"8080\"}}");
      var site = home.file(home.siteFiles().path("app.example"), Site.class, 1, Migration.NONE);
      // So that no class has to be loaded when no file can be opened.
      site.read();
      home.settingsFile().read();
      say(
          "warm",
          () -> {
            throw Storage.unreadable(site.path(), new FileSystemException("a", "b", "c"));
          });
      var open = new ArrayList<InputStream>();
      try {
        while (true) {
          open.add(Files.newInputStream(Path.of("/dev/null")));
        }
      } catch (IOException e) {
        // no more
      }
      say("site", site::read);
      say("settings", home.settingsFile()::read);
      for (var each : open) {
        each.close();
      }
      System.out.printf(
          "later: %d, %d, %d%n",
          home.siteFiles().readAll().size(),
          home.settingsFile().read().httpPort(),
          home.notices().size());
    }
  }

  /** Opens a home and says what came of it. */
  static final class OpenHome {
    public static void main(String[] arguments) {
      try {
        var home = Home.open(Path.of(arguments[0]), InstantSource.system());
        System.out.println("opened " + home.folder());
      } catch (ProblemException e) {
        System.out.println(e.problem().code().wireName());
      }
    }
  }

  /** Tries to take a home's lock. */
  static final class TakeLock {
    public static void main(String[] arguments) throws Exception {
      System.out.println(
          "taken: "
              + Home.open(Path.of(arguments[0]), InstantSource.system()).tryLock().isPresent());
    }
  }

  private interface Work {
    void run() throws ProblemException;
  }

  private static void say(String what, Work work) {
    try {
      work.run();
      System.out.println(what + ": ok");
    } catch (ProblemException e) {
      System.out.println(what + ": " + e.problem().code().wireName());
    }
  }
}
