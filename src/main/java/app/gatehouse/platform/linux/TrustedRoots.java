package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that every program of this computer trusts: one file of ours among them.
 * Browsers with a list of their own (Firefox, Chromium) do not look there.
 */
public final class TrustedRoots {
  private static final String FILE = "gatehouse-local-ca.crt";

  /**
   * How a family of systems does it.
   *
   * @param folder where an administrator puts more certificates
   * @param adding rebuilds the list with what was added
   * @param removing rebuilds the list without what was removed
   * @param list the list that programs read
   */
  private record Store(String folder, List<String> adding, List<String> removing, String list) {}

  private static final List<Store> STORES =
      List.of(
          new Store(
              "usr/local/share/ca-certificates",
              List.of("/usr/sbin/update-ca-certificates"),
              // Without it the links to what was removed stay.
              List.of("/usr/sbin/update-ca-certificates", "--fresh"),
              "etc/ssl/certs/ca-certificates.crt"),
          new Store(
              "etc/pki/ca-trust/source/anchors",
              List.of("/usr/bin/update-ca-trust", "extract"),
              List.of("/usr/bin/update-ca-trust", "extract"),
              "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"));

  private final Path root;
  private final Tools tools;

  /**
   * @param root where {@code /etc} and {@code /usr} are; another folder in tests
   */
  public TrustedRoots(Path root, Tools tools) {
    this.root = root;
    this.tools = tools;
  }

  /** Whether our file is there; everybody may ask. */
  public boolean isTrusted() {
    return STORES.stream().anyMatch(store -> isThere(file(store)));
  }

  /** The root in our file; everybody may ask. */
  public Optional<X509Certificate> trusted() {
    return STORES.stream()
        .map(this::file)
        .filter(Files::isRegularFile)
        .flatMap(file -> read(file).stream())
        .findFirst();
  }

  /**
   * Whether the list that programs of this system read contains a root; everybody may ask. Empty
   * where that list cannot be found or read.
   */
  public Optional<Boolean> isListed(X509Certificate certificate) {
    var lists = STORES.stream().map(store -> root.resolve(store.list())).filter(Files::isReadable);
    return lists
        .findFirst()
        .flatMap(
            list -> {
              try (var in = Files.newInputStream(list)) {
                var factory = CertificateFactory.getInstance("X.509");
                return Optional.of(factory.generateCertificates(in).contains(certificate));
              } catch (IOException | CertificateException e) {
                return Optional.empty();
              }
            });
  }

  private static Optional<X509Certificate> read(Path file) {
    try {
      return PemText.certificate(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Trusts a root, in place of the one trusted before.
   *
   * @return whether anything changed
   * @throws ProblemException {@code not-supported-here}, {@code system-change-failed}; then our
   *     file is not there
   */
  public boolean add(X509Certificate certificate) throws ProblemException {
    var store = store();
    if (store.isEmpty()) {
      throw Problem.error(ProblemCode.NOT_SUPPORTED_HERE).variant("trust").exception();
    }
    var file = file(store.get());
    var text = PemText.of(certificate);
    try {
      if (isThere(file) && text.equals(Files.readString(file, StandardCharsets.US_ASCII))) {
        return false;
      }
      write(file, text);
    } catch (IOException e) {
      throw failed(file, e);
    }
    try {
      tools.change(store.get().adding());
    } catch (ProblemException e) {
      delete(file);
      throw e;
    }
    return true;
  }

  /**
   * Takes our root back, wherever it is.
   *
   * @return whether it was there
   * @throws ProblemException {@code system-change-failed}
   */
  public boolean remove() throws ProblemException {
    var found = false;
    for (var store : STORES) {
      if (isThere(file(store))) {
        delete(file(store));
        tools.change(store.removing());
        found = true;
      }
    }
    return found;
  }

  private Optional<Store> store() {
    return STORES.stream()
        .filter(store -> tools.has(store.adding().getFirst()))
        .filter(store -> Files.isDirectory(root.resolve(store.folder())))
        .findFirst();
  }

  private Path file(Store store) {
    return root.resolve(store.folder()).resolve(FILE);
  }

  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whole or not at all, readable for all whatever the caller's umask is. */
  private static void write(Path file, String text) throws IOException {
    var part = file.resolveSibling(FILE + ".part");
    Files.deleteIfExists(part);
    Files.writeString(
        part,
        text,
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void delete(Path file) throws ProblemException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static ProblemException failed(Path file, IOException thrown) {
    return new ProblemException(
        Problem.error(ProblemCode.SYSTEM_CHANGE_FAILED).with("command", file).cause(thrown),
        thrown);
  }
}
