package app.gatehouse.launch;

import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.TrustableRoot;
import app.gatehouse.model.status.StepState;
import app.gatehouse.platform.linux.BrowserRoots;
import app.gatehouse.platform.linux.PemText;
import app.gatehouse.platform.linux.TrustedRoots;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import app.gatehouse.state.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The system's list through the helper, the browsers' lists as the user. The helper takes the root
 * from the installed service's home, whatever anybody names; what is in the list afterwards is
 * compared with the root that was shown.
 */
final class LinuxTrust implements RootTrust {
  private final Path home;
  private final Optional<Administrator> administrator;
  private final TrustedRoots system;
  private final BrowserRoots browsers;
  private final HomeService service;

  /** The administrator's part, by its verbs. */
  @FunctionalInterface
  interface Administrator {
    void run(String verb) throws ProblemException;
  }

  /** The service of the home. */
  @FunctionalInterface
  interface HomeService {
    /** The root for private addresses as PEM. */
    String localRoot() throws ProblemException;
  }

  /**
   * @param administrator empty for a home that is not the installed service's
   */
  LinuxTrust(
      Path home,
      Optional<Administrator> administrator,
      TrustedRoots system,
      BrowserRoots browsers,
      HomeService service) {
    this.home = home;
    this.administrator = administrator;
    this.system = system;
    this.browsers = browsers;
    this.service = service;
  }

  @Override
  public Root root() throws ProblemException {
    return facts(certificate());
  }

  /** From the files where this user may read them: then no service needs to run. */
  private X509Certificate certificate() throws ProblemException {
    var certificates = home.resolve(Home.CERTIFICATES);
    if (administrator.isEmpty() || Files.isReadable(certificates)) {
      return TrustableRoot.read(certificates);
    }
    return PemText.certificate(service.localRoot())
        .orElseThrow(
            () -> Problem.error(ProblemCode.CERTIFICATE_MISSING).variant("root").exception());
  }

  @Override
  public Optional<Root> trusted() {
    return inSystem()
        .or(() -> browsers.trusting().stream().findFirst().flatMap(browsers::trusted))
        .map(LinuxTrust::facts);
  }

  /** What this home has in the system's list; the entry of another home is not its to take back. */
  private Optional<X509Certificate> inSystem() {
    return system.trusted().filter(trusted -> administrator.isPresent() || isOwn(trusted));
  }

  private boolean isOwn(X509Certificate trusted) {
    try {
      return certificate().equals(trusted);
    } catch (ProblemException e) {
      return false;
    }
  }

  @Override
  public List<Outcome> add() throws ProblemException {
    var root = certificate();
    return List.of(
        addToSystem(root),
        inBrowsers(browsers.databases(), database -> browsers.add(database, root)));
  }

  @Override
  public List<Outcome> remove() {
    return List.of(removeFromSystem(), inBrowsers(browsers.trusting(), browsers::remove));
  }

  private Outcome addToSystem(X509Certificate root) {
    if (administrator.isEmpty()) {
      var file = Certificates.localRootFile(home.resolve(Home.CERTIFICATES), "home.arpa");
      return system(StepState.SKIPPED, portable("trust-portable").with("file", file));
    }
    try {
      if (!inSystem().equals(Optional.of(root))) {
        administrator.get().run("trust-add");
      }
      return seen("trust-add", system.isListed(root), true);
    } catch (ProblemException e) {
      return system(StepState.FAILED, e.problem());
    }
  }

  private Outcome removeFromSystem() {
    var trusted = inSystem();
    if (trusted.isEmpty()) {
      return system(StepState.SKIPPED, null);
    }
    if (administrator.isEmpty()) {
      return system(StepState.SKIPPED, portable("untrust-portable"));
    }
    try {
      administrator.get().run("trust-remove");
      return seen("trust-remove", system.isListed(trusted.get()), false);
    } catch (ProblemException e) {
      return system(StepState.FAILED, e.problem());
    }
  }

  private static Problem portable(String variant) {
    return Problem.warning(ProblemCode.NOT_SUPPORTED_HERE).variant(variant);
  }

  private static Outcome seen(String verb, Optional<Boolean> listed, boolean wanted) {
    if (listed.isEmpty()) {
      return system(
          StepState.WARNING,
          Problem.warning(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE).variant("unchecked"));
    }
    return listed.get() == wanted
        ? system(StepState.OK, null)
        : system(
            StepState.FAILED,
            Problem.error(ProblemCode.SYSTEM_CHANGE_FAILED)
                .with("command", "gatehouse-helper " + verb)
                .detail("it said that it worked, but the system's list says otherwise"));
  }

  private static Outcome system(StepState state, @Nullable Problem problem) {
    return new Outcome(Place.SYSTEM, state, List.of(), problem);
  }

  /** What is done with one database. */
  @FunctionalInterface
  private interface Change {
    void of(Path database) throws ProblemException;
  }

  private Outcome inBrowsers(List<Path> databases, Change change) {
    if (!browsers.canChange() && !browsers.databases().isEmpty()) {
      return new Outcome(
          Place.BROWSERS,
          StepState.SKIPPED,
          names(browsers.databases()),
          Problem.warning(ProblemCode.NOT_SUPPORTED_HERE).variant("certutil"));
    }
    var done = new ArrayList<Path>();
    for (var database : databases) {
      try {
        change.of(database);
        done.add(database);
      } catch (ProblemException e) {
        return new Outcome(Place.BROWSERS, StepState.FAILED, names(done), e.problem());
      }
    }
    return new Outcome(
        Place.BROWSERS, done.isEmpty() ? StepState.SKIPPED : StepState.OK, names(done), null);
  }

  private static List<String> names(List<Path> databases) {
    return databases.stream().map(Path::toString).toList();
  }

  private static Root facts(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Root(
          commonName(certificate),
          HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest),
          certificate.getNotAfter().toInstant());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static String commonName(X509Certificate certificate) {
    var name = certificate.getSubjectX500Principal().getName();
    return name.replaceFirst("^(?:.*,)?CN=([^,]*).*$", "$1");
  }
}
