package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.cert.CertificateStore.Origin;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateStoreTest {
  private static final String HOST = "a.example.net";
  private static final Origin ORIGIN =
      new Origin(URI.create("https://ca.example/dir"), URI.create("https://ca.example/order/1"));

  @TempDir private Path folder;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final List<Problem> notices = new ArrayList<>();
  private CertificateStore store;

  @BeforeEach
  void open() {
    store = new CertificateStore(folder, clock, notices::add);
  }

  @Test
  void hasNothingForAHostItNeverSaw() throws Exception {
    assertThat(store.newest(HOST)).isEmpty();
  }

  @Test
  void givesBackWhatWasAdded() throws Exception {
    var material = material(HOST);
    store.add(HOST, material.chain(), material.key(), ORIGIN);

    var entry = new CertificateStore(folder, clock, notices::add).newest(HOST).orElseThrow();

    assertThat(entry.origin()).isEqualTo(ORIGIN);
    assertThat(entry.certificate().tls().chain()).isEqualTo(material.chain());
    assertThat(entry.certificate().facts()).isEqualTo(Leaf.facts(material.leaf()));
    assertThat(entry.certificate().directory()).isEqualTo(ORIGIN.directory());
    assertThat(entry.certificate().remarks()).isEmpty();
  }

  @Test
  void whatIsStoredCountsEvenIfThePointerToItCannotBeWritten() throws Exception {
    Files.createDirectories(folder.resolve(HOST).resolve("current/in-the-way"));
    var material = material(HOST);

    for (var generation = 1; generation <= 5; generation++) {
      var entry = store.add(HOST, material.chain(), material.key(), ORIGIN);

      assertThat(entry.certificate().generation()).isEqualTo(generation);
      assertThat(store.newest(HOST).orElseThrow().certificate().generation()).isEqualTo(generation);
    }
  }

  @Test
  void removesWhatACrashLeftOfAnyHost() throws Exception {
    add(1);
    var halfWritten = Files.createDirectories(folder.resolve("b.example.net/.unfinished-3"));
    Files.writeString(halfWritten.resolve("privkey.pem"), "-----BEGIN PRIVATE KEY-----");

    store.tidyUpAll();

    assertThat(halfWritten).doesNotExist();
    assertThat(store.newest(HOST)).isPresent();
  }

  @Test
  void keepsIpv6Hosts() throws Exception {
    var material = material("fd00:0:0:0:0:0:0:1");
    store.add("fd00:0:0:0:0:0:0:1", material.chain(), material.key(), ORIGIN);

    assertThat(store.newest("fd00:0:0:0:0:0:0:1")).isPresent();
  }

  @Test
  void fallsBackWhenTheNewestKeyCannotBeRead() throws Exception {
    add(2);
    Files.writeString(file(2, "privkey.pem"), "rubbish");

    var entry = store.newest(HOST).orElseThrow().certificate();

    assertThat(entry.generation()).isEqualTo(1);
    assertThat(entry.remarks())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.code()).isEqualTo(ProblemCode.KEY_UNREADABLE);
              assertThat(each.facts())
                  .containsEntry("name", HOST)
                  .containsEntry("file", file(2, "privkey.pem").toString());
            });
  }

  @Test
  void fallsBackWhenTheNewestKeyIsOfAnotherCertificate() throws Exception {
    add(2);
    Files.copy(file(1, "privkey.pem"), file(2, "privkey.pem"), StandardCopyOption.REPLACE_EXISTING);

    var entry = store.newest(HOST).orElseThrow().certificate();

    assertThat(entry.generation()).isEqualTo(1);
    assertThat(entry.remarks())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.KEY_DOES_NOT_MATCH);
  }

  @Test
  void fallsBackWhenTheNewestChainIsGone() throws Exception {
    add(3);
    Files.delete(file(3, "fullchain.pem"));
    Files.writeString(file(2, "fullchain.pem"), "");

    var entry = store.newest(HOST).orElseThrow().certificate();

    assertThat(entry.generation()).isEqualTo(1);
    assertThat(entry.remarks())
        .extracting(each -> each.facts().get("generation"))
        .containsExactly("3", "2");
  }

  @Test
  void namesTheNewestGenerationsTroubleWhenNoneCanBeUsed() throws Exception {
    add(2);
    Files.writeString(file(1, "privkey.pem"), "rubbish");
    Files.writeString(file(2, "fullchain.pem"), "rubbish");

    var thrown = catchThrowableOfType(ProblemException.class, () -> store.newest(HOST));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.KEY_UNREADABLE);
    assertThat(thrown.problem().facts()).containsEntry(Problem.VARIANT, "chain");
    var material = material(HOST);
    assertThat(store.add(HOST, material.chain(), material.key(), ORIGIN).certificate().generation())
        .isEqualTo(3);
  }

  @Test
  void servesOnWithoutItsMeta() throws Exception {
    add(1);
    Files.writeString(file(1, "meta.json"), "{");

    assertThat(store.newest(HOST).orElseThrow().origin()).isEqualTo(new Origin(null, null));
    assertThat(notices).hasSize(1);
  }

  @Test
  void refusesAKeyThatDoesNotMatch() throws Exception {
    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> store.add(HOST, material(HOST).chain(), material(HOST).key(), ORIGIN));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.KEY_DOES_NOT_MATCH);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ignoresAndRemovesWhatACrashLeftHalfWritten() throws Exception {
    add(1);
    var leftover = folder.resolve(HOST).resolve(".unfinished-2");
    Files.createDirectory(leftover);
    Files.writeString(leftover.resolve("privkey.pem"), "half");
    Files.delete(folder.resolve(HOST).resolve("current"));

    assertThat(store.newest(HOST).orElseThrow().certificate().generation()).isEqualTo(1);
    store.removeUnfinished(HOST);

    assertThat(leftover).doesNotExist();
    assertThat(folder.resolve(HOST).resolve("current")).hasContent("gen-000001");
  }

  @Test
  void namesAFolderThatCannotBeMade() throws Exception {
    Files.writeString(folder.resolve(HOST), "in the way");
    var material = material(HOST);

    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> store.add(HOST, material.chain(), material.key(), ORIGIN));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.STORAGE_DENIED);
    assertThat(thrown.problem().facts()).containsKey("file");
  }

  private void add(int generations) throws Exception {
    for (var i = 0; i < generations; i++) {
      var material = material(HOST);
      store.add(HOST, material.chain(), material.key(), ORIGIN);
    }
  }

  private Path file(int generation, String name) {
    return folder.resolve(HOST).resolve("gen-00000" + generation).resolve(name);
  }

  private TlsMaterial material(String host) {
    var root = LocalRoot.make(host, clock.instant(), Duration.ofDays(10), random);
    var key = Keys.newPair();
    var leaf = root.sign(host, key.getPublic(), clock.instant(), random);
    return new TlsMaterial(List.of(leaf), key.getPrivate());
  }
}
