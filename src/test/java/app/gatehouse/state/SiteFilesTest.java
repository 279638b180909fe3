package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFilesTest {
  @TempDir Path folder;
  private Home home;
  private SiteFiles files;

  @BeforeEach
  void open() throws ProblemException {
    home = Home.open(folder, InstantSource.system());
    files = home.siteFiles();
  }

  @Test
  void keepsSitesOfAllKindsOfNames() throws Exception {
    var hosts =
        List.of(
            "app.example.net",
            "2001:db8::1",
            "203.0.113.7",
            "con",
            "aux.local",
            "localhost",
            "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".example");
    for (var host : hosts) {
      files.write(site(host));
    }
    assertThat(home.siteFiles().readAll())
        .extracting(Site::name)
        .containsExactlyInAnyOrderElementsOf(hosts);
    files.delete("con");
    files.delete("con");
    assertThat(files.readAll()).hasSize(hosts.size() - 1);
  }

  @Test
  void givesEveryHostAFileOfItsOwnInsideTheFolder() {
    var names =
        List.of(
            "a",
            "A",
            "a/b",
            "a~b",
            "a:b",
            "../a",
            "..",
            ".",
            "",
            "/etc/passwd",
            "con",
            "~con",
            "x".repeat(200),
            "x".repeat(201),
            "应用");
    var paths = new HashSet<Path>();
    for (var name : names) {
      var path = files.path(name);
      assertThat(path.normalize().getParent()).isEqualTo(home.sites());
      assertThat(path.getFileName().toString()).hasSizeLessThan(200).doesNotStartWith(".");
      paths.add(path);
    }
    // "a~b" and "a:b" may meet: neither a name nor an address can hold the tilde.
    assertThat(paths.size()).isGreaterThanOrEqualTo(names.size() - 1);
  }

  @Test
  void goesOnWithoutABrokenOne() throws Exception {
    files.write(site("good.example"));
    files.write(site("bad.example"));
    Files.writeString(files.path("bad.example"), "{");
    assertThat(files.readAll()).extracting(Site::name).containsExactly("good.example");
    assertThat(home.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.code()).isEqualTo(ProblemCode.STATE_FILE_SET_ASIDE);
              assertThat(notice.facts())
                  .containsEntry("file", files.path("bad.example").toString());
            });
  }

  @Test
  void setsAsideACopyUnderAnotherName() throws Exception {
    files.write(site("app.example"));
    Files.copy(files.path("app.example"), home.sites().resolve("app.example - copy.json"));
    assertThat(files.readAll()).hasSize(1);
    assertThat(home.notices()).hasSize(1);
    assertThat(files.readAll()).hasSize(1);
    assertThat(home.notices()).hasSize(1);
  }

  static Site site(String host) {
    return new Site(
        new SiteAddress(AddressKind.PRIVATE, host),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(
            GuardKind.LOGIN,
            List.of(new Protection.UserAccount("ada", "$argon2id$x")),
            List.of(),
            Limits.PAGES),
        CertificateChoice.LOCAL_CA,
        false);
  }
}
