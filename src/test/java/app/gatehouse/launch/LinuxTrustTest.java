package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.LocalAuthority;
import app.gatehouse.cert.TrustableRoot;
import app.gatehouse.model.status.StepState;
import app.gatehouse.platform.linux.BrowserRoots;
import app.gatehouse.platform.linux.ScriptedTools;
import app.gatehouse.platform.linux.TrustedRoots;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxTrustTest {
  private static final String UPDATE = "/usr/sbin/update-ca-certificates";

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private TrustedRoots system;
  private Path list;

  /** Whether what the helper does reaches the list that programs read. */
  private boolean listFollows = true;

  @BeforeEach
  void makeADebian() throws Exception {
    var tools = new ScriptedTools().answer(UPDATE, "").answer(UPDATE + " --fresh", "");
    Files.createDirectories(folder.resolve("usr/local/share/ca-certificates"));
    list = Files.createDirectories(folder.resolve("etc/ssl/certs")).resolve("ca-certificates.crt");
    Files.writeString(list, "");
    system = new TrustedRoots(folder, tools);
  }

  @Test
  void trustsByTheHelperAndLooksAtTheListAfterwards() throws Exception {
    var root = makeRoot();
    var trust = trust(true);

    assertThat(trust.root().name()).startsWith("Gatehouse home root ");
    assertThat(trust.root().sha256()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(trust.root().notAfter()).isEqualTo(root.getNotAfter().toInstant());
    assertThat(trust.trusted()).isEmpty();

    assertThat(trust.add()).extracting(Outcome::state).startsWith(StepState.OK);
    assertThat(trust.trusted()).contains(trust.root());
    assertThat(trust.add()).extracting(Outcome::state).startsWith(StepState.OK);
    assertThat(asked).as("asked once: it is there").containsExactly("trust-add");

    assertThat(trust.remove()).extracting(Outcome::state).startsWith(StepState.OK);
    assertThat(trust.trusted()).isEmpty();
    assertThat(asked).containsExactly("trust-add", "trust-remove");
  }

  @Test
  void doesNotBelieveTheHelperAgainstTheList() throws Exception {
    makeRoot();
    listFollows = false;

    var outcome = trust(true).add().getFirst();

    assertThat(outcome.state()).isEqualTo(StepState.FAILED);
    assertThat(outcome.problem())
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.SYSTEM_CHANGE_FAILED);
  }

  @Test
  void saysThatItCouldNotLook() throws Exception {
    makeRoot();
    Files.delete(list);
    listFollows = false;

    var outcome = trust(true).add().getFirst();

    assertThat(outcome.state()).isEqualTo(StepState.WARNING);
    assertThat(outcome.problem().facts()).containsEntry(Problem.VARIANT, "unchecked");
  }

  @Test
  void aPortableOneSaysWhatToDoInstead() throws Exception {
    makeRoot();
    var trust = trust(false);

    var outcome = trust.add().getFirst();

    assertThat(outcome.state()).isEqualTo(StepState.SKIPPED);
    assertThat(outcome.problem().facts())
        .containsEntry(Problem.VARIANT, "trust-portable")
        .containsEntry("file", certificates() + "/local-ca/private-names/root.pem");
    assertThat(asked).isEmpty();
  }

  @Test
  void aPortableOneLeavesTheEntryOfAnotherHome() throws Exception {
    makeRoot();
    var other =
        LocalAuthority.inFolder(folder.resolve("other"), InstantSource.system(), new SecureRandom())
            .root("app.home.arpa");
    system.add(other);

    assertThat(trust(false).trusted()).isEmpty();

    system.add(TrustableRoot.read(certificates()));
    assertThat(trust(false).trusted()).contains(trust(false).root());
    assertThat(trust(false).remove().getFirst().problem().facts())
        .containsEntry(Problem.VARIANT, "untrust-portable");
    assertThat(system.isTrusted()).isTrue();
  }

  @Test
  void namesAMissingRoot() {
    var refused = catchThrowableOfType(ProblemException.class, () -> trust(false).root());
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.CERTIFICATE_MISSING);
  }

  @Test
  void asksTheServiceForTheRootThatOnlyItMayRead() throws Exception {
    makeRoot();
    var hidden = folder.resolve("nobody/home");
    var trust =
        new LinuxTrust(
            hidden,
            Optional.of(verb -> {}),
            system,
            browsers(),
            () -> TrustableRoot.readText(certificates()));

    assertThat(trust.root()).isEqualTo(trust(false).root());
  }

  @Test
  void namesTheBrowsersThatItCannotChange() throws Exception {
    makeRoot();
    var database = Files.createDirectories(folder.resolve("user/.pki/nssdb"));
    Files.writeString(database.resolve("cert9.db"), "");

    var outcome = trust(false).add().getLast();

    assertThat(outcome.state()).isEqualTo(StepState.SKIPPED);
    assertThat(outcome.stores()).containsExactly(database.toString());
    assertThat(outcome.problem().facts()).containsEntry(Problem.VARIANT, "certutil");
  }

  private X509Certificate makeRoot() throws ProblemException {
    return LocalAuthority.inFolder(
            Certificates.localCaFolder(certificates()), InstantSource.system(), new SecureRandom())
        .root("app.home.arpa");
  }

  private Path certificates() {
    return folder.resolve("home/certificates");
  }

  private BrowserRoots browsers() {
    return new BrowserRoots(folder.resolve("user"), new ScriptedTools());
  }

  private LinuxTrust trust(boolean installed) {
    LinuxTrust.Administrator helper = this::help;
    return new LinuxTrust(
        folder.resolve("home"),
        installed ? Optional.of(helper) : Optional.empty(),
        system,
        browsers(),
        () -> {
          throw new AssertionError("the files can be read");
        });
  }

  /** What the helper does, and the system's own program after it. */
  private void help(String verb) throws ProblemException {
    asked.add(verb);
    if (verb.equals("trust-add")) {
      system.add(TrustableRoot.read(certificates()));
    } else {
      system.remove();
    }
    if (listFollows) {
      var text = verb.equals("trust-add") ? TrustableRoot.readText(certificates()) : "";
      try {
        Files.writeString(list, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
