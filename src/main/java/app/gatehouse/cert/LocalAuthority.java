package app.gatehouse.cert;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.AtomicFiles;
import app.gatehouse.state.FileNames;
import app.gatehouse.state.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The own CA for names that exist only in a home network. Its roots carry critical name constraints
 * (RFC 5280 section 4.2.1.10): whoever trusts one trusts it for private names only. One root serves
 * all names that are private by their form; any other name gets a root that permits it alone beside
 * those. Safe for all threads.
 */
public final class LocalAuthority {
  private static final Duration ROOT_LIFETIME = Duration.ofDays(3652);
  private static final Duration THROW_AWAY_LIFETIME = Duration.ofDays(1);

  /** A root that ends sooner is replaced: leaves must not outlive it. */
  private static final Duration ROOT_REMAINDER = Duration.ofDays(30);

  private final Path folder;
  private final InstantSource clock;
  private final SecureRandom random;
  private final boolean throwAway;
  private final Map<String, LocalRoot> roots = new HashMap<>();
  private final List<Problem> notices = new CopyOnWriteArrayList<>();

  private LocalAuthority(Path folder, InstantSource clock, SecureRandom random, boolean throwAway) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
    this.throwAway = throwAway;
  }

  /** A CA whose roots live in a folder for ten years; made when first needed. */
  public static LocalAuthority inFolder(Path folder, InstantSource clock, SecureRandom random) {
    return new LocalAuthority(folder, clock, random, false);
  }

  /** A CA that lives for a day in memory; only its public root is written to the folder. */
  public static LocalAuthority throwAway(Path folder, InstantSource clock, SecureRandom random) {
    return new LocalAuthority(folder, clock, random, true);
  }

  /**
   * Signs a certificate for one private name.
   *
   * @param host a DNS name or an IP address
   * @throws ProblemException {@code storage-full}, {@code storage-denied}
   */
  public TlsMaterial issue(String host) throws ProblemException {
    var key = Keys.newPair();
    var leaf = rootFor(host).sign(host, key.getPublic(), clock.instant(), random);
    return new TlsMaterial(List.of(leaf), key.getPrivate());
  }

  /** The root that signs for this name; made when there is none yet. */
  public X509Certificate root(String host) throws ProblemException {
    return rootFor(host).certificate();
  }

  /** PEM file of that root, for people to trust it. */
  public Path rootFile(String host) throws ProblemException {
    rootFor(host);
    return certificateFile(home(host));
  }

  /** Which damaged roots were set aside. */
  List<Problem> notices() {
    return List.copyOf(notices);
  }

  private synchronized LocalRoot rootFor(String host) throws ProblemException {
    var home = home(host);
    var name = String.valueOf(home.getFileName());
    var known = Optional.ofNullable(roots.get(name));
    if (known.isEmpty() && !throwAway) {
      known = read(home);
    }
    var now = clock.instant();
    var margin = throwAway ? Duration.ZERO : ROOT_REMAINDER;
    var usable = known.filter(each -> each.endsAfter(now.plus(margin)));
    var root = usable.isPresent() ? usable.get() : make(host, home);
    roots.put(name, root);
    return root;
  }

  private LocalRoot make(String host, Path home) throws ProblemException {
    var lifetime = throwAway ? THROW_AWAY_LIFETIME : ROOT_LIFETIME;
    var root = LocalRoot.make(host, clock.instant(), lifetime, random);
    Folders.make(home);
    // The certificate last: without it the key counts as not there.
    if (!throwAway) {
      AtomicFiles.delete(certificateFile(home));
      AtomicFiles.write(keyFile(home), Pem.of(root.key()), true);
    }
    AtomicFiles.write(certificateFile(home), Pem.of(List.of(root.certificate())), false);
    return root;
  }

  private Optional<LocalRoot> read(Path home) throws ProblemException {
    try {
      var certificate = KeyFile.read(certificateFile(home), Pem::chain);
      if (certificate.isEmpty()) {
        return Optional.empty();
      }
      var key = KeyFile.read(keyFile(home), Pem::privateKey);
      if (key.isEmpty()) {
        setAside(home, "its key is missing");
        return Optional.empty();
      }
      var root = new LocalRoot(certificate.get().getFirst(), key.get());
      if (Keys.belongTogether(root.certificate().getPublicKey(), root.key())) {
        return Optional.of(root);
      }
      setAside(home, "certificate and key do not belong together");
    } catch (KeyFile.Damaged e) {
      setAside(home, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** A lost root cannot be had back; people must hear that they have to trust the next one. */
  private void setAside(Path home, String why) throws ProblemException {
    var kept = home.resolveSibling(home.getFileName() + ".broken-" + clock.millis());
    try {
      Files.move(home, kept);
    } catch (IOException e) {
      throw new ProblemException(denied(home, e), e);
    }
    notices.add(
        Problem.warning(ProblemCode.STATE_FILE_SET_ASIDE)
            .with("file", home)
            .with("kept-as", kept)
            .detail(why));
  }

  private static Problem denied(Path file, IOException thrown) {
    return Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).cause(thrown);
  }

  /** Where a root is or will be in such a folder; looks at no file. */
  static Path rootFile(Path folder, String host) {
    return certificateFile(home(folder, host));
  }

  private Path home(String host) {
    return home(folder, host);
  }

  private static Path home(Path folder, String host) {
    return folder.resolve(PrivateNames.include(host) ? "private-names" : FileNames.of(host));
  }

  private static Path certificateFile(Path home) {
    return home.resolve("root.pem");
  }

  private static Path keyFile(Path home) {
    return home.resolve("root.key");
  }
}
