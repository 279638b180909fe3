package app.gatehouse.cert;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.AtomicFiles;
import app.gatehouse.state.FileNames;
import app.gatehouse.state.Folders;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates on disk, one folder for each host, one folder in it for each generation: {@code
 * gen-000001/fullchain.pem}, {@code privkey.pem} and {@code meta.json}. A generation appears as a
 * whole and is never changed; the file {@code current} names the newest, for other programs. The
 * last three are kept. Callers see to it that nobody writes for the same host at once.
 */
final class CertificateStore {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateStore.class);

  private static final Pattern GENERATION = Pattern.compile("gen-(\\d{6,9})");
  private static final String UNFINISHED = ".unfinished-";
  private static final int KEPT = 3;

  private final Path folder;
  private final InstantSource clock;
  private final Consumer<Problem> notices;

  CertificateStore(Path folder, InstantSource clock, Consumer<Problem> notices) {
    this.folder = folder;
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * Where a generation came from.
   *
   * @param directory null for the local CA
   * @param order the ACME order's address, by which a crash between writing and cleaning up shows
   */
  record Origin(@Nullable URI directory, @Nullable URI order) {}

  /** A stored certificate with its origin. */
  record Entry(StoredCertificate certificate, Origin origin) {}

  /**
   * What {@code meta.json} holds.
   *
   * @param pair what {@link #digest} says of the two files, which were checked before they were
   *     written; null in what an older Gatehouse wrote
   */
  private record Meta(
      String host,
      @Nullable URI directory,
      @Nullable URI order,
      Instant made,
      String sha256,
      @Nullable String pair) {}

  /**
   * The newest generation that can be used. For each newer one that cannot, its certificate's
   * remarks hold the reason.
   *
   * @throws ProblemException the newest generation's when none can be used
   */
  Optional<Entry> newest(String host) throws ProblemException {
    var remarks = new ArrayList<Problem>();
    for (var generation : generations(home(host)).reversed()) {
      try {
        return Optional.of(load(host, generation, remarks));
      } catch (ProblemException e) {
        remarks.add(e.problem().with("generation", generation));
      }
    }
    if (remarks.isEmpty()) {
      return Optional.empty();
    }
    throw remarks.getFirst().exception();
  }

  /**
   * Writes a new generation. Once that is there, what else should be put in order can fail no more:
   * it is tried again with the next.
   *
   * @throws ProblemException {@code storage-full}, {@code storage-denied}: what was there before is
   *     unharmed; {@code key-does-not-match} before anything is written
   */
  Entry add(String host, List<X509Certificate> chain, PrivateKey key, Origin origin)
      throws ProblemException {
    var home = home(host);
    var leaf = chain.getFirst();
    if (!Keys.belongTogether(leaf.getPublicKey(), key)) {
      throw Problem.error(ProblemCode.KEY_DOES_NOT_MATCH).with("name", host).exception();
    }
    tidyUp(host);
    var older = generations(home);
    var number = older.isEmpty() ? 1 : older.getLast() + 1;
    var prepared = home.resolve(UNFINISHED + number);
    try {
      Folders.delete(prepared);
      Folders.make(prepared);
      var keyText = Pem.of(key);
      var chainText = Pem.of(chain);
      AtomicFiles.write(prepared.resolve("privkey.pem"), keyText, true);
      AtomicFiles.write(prepared.resolve("fullchain.pem"), chainText, false);
      meta(prepared)
          .write(
              new Meta(
                  host,
                  origin.directory(),
                  origin.order(),
                  clock.instant(),
                  Leaf.facts(leaf).sha256(),
                  digest(keyText, chainText)));
      Folders.publish(prepared, home.resolve(name(number)));
    } catch (ProblemException e) {
      deleteAfter(e, prepared);
      throw e;
    }
    tidyUp(host);
    return new Entry(
        new StoredCertificate(
            new TlsMaterial(chain, key), Leaf.facts(leaf), number, origin.directory(), List.of()),
        origin);
  }

  /** Removes what a crash while writing left behind, and mends the pointer. */
  void removeUnfinished(String host) throws ProblemException {
    removeUnfinished(home(host));
  }

  private void removeUnfinished(Path home) throws ProblemException {
    for (var name : Folders.names(home)) {
      if (name.startsWith(UNFINISHED)) {
        Folders.delete(home.resolve(name));
      }
    }
    var generations = generations(home);
    if (!generations.isEmpty()) {
      point(home, generations.getLast());
      removeOld(home, generations.subList(0, generations.size() - 1));
    }
  }

  /** As {@link #removeUnfinished}, for when a failure of that would hide what has succeeded. */
  void tidyUp(String host) {
    tidyUp(home(host));
  }

  /** The same for all hosts that are or were. */
  void tidyUpAll() throws ProblemException {
    for (var name : Folders.names(folder)) {
      tidyUp(folder.resolve(name));
    }
  }

  private void tidyUp(Path home) {
    try {
      removeUnfinished(home);
    } catch (ProblemException e) {
      LOG.warn("The certificates in {} could not be put in order: {}", home, e.getMessage());
    }
  }

  private static void deleteAfter(ProblemException why, Path prepared) {
    try {
      Folders.delete(prepared);
    } catch (ProblemException e) {
      // The next write removes it; why this one failed matters more.
      why.addSuppressed(e);
    }
  }

  private Entry load(String host, int number, List<Problem> remarks) throws ProblemException {
    var generation = home(host).resolve(name(number));
    var keyFile = generation.resolve("privkey.pem");
    var chainFile = generation.resolve("fullchain.pem");
    byte[] chainText;
    List<X509Certificate> chain;
    try {
      chainText = Files.readAllBytes(chainFile);
      chain = Pem.chain(chainText);
    } catch (IOException e) {
      throw unreadable(host, chainFile, e).variant("chain").exception();
    }
    byte[] keyText;
    PrivateKey key;
    try {
      keyText = Files.readAllBytes(keyFile);
      key = Pem.privateKey(keyText);
    } catch (IOException e) {
      throw unreadable(host, keyFile, e).exception();
    }
    var leaf = chain.getFirst();
    var meta = meta(generation).read();
    // The question itself takes a tenth of a second when the service starts.
    var known = meta.filter(m -> digest(keyText, chainText).equals(m.pair())).isPresent();
    if (!known && !Keys.belongTogether(leaf.getPublicKey(), key)) {
      throw Problem.error(ProblemCode.KEY_DOES_NOT_MATCH)
          .with("name", host)
          .with("file", keyFile)
          .exception();
    }
    // Without its origin a certificate still serves; it only may be fetched anew earlier.
    var origin = meta.map(m -> new Origin(m.directory(), m.order())).orElse(new Origin(null, null));
    return new Entry(
        new StoredCertificate(
            new TlsMaterial(chain, key), Leaf.facts(leaf), number, origin.directory(), remarks),
        origin);
  }

  private static Problem unreadable(String host, Path file, IOException thrown) {
    return Problem.error(ProblemCode.KEY_UNREADABLE)
        .with("name", host)
        .with("file", file)
        .cause(thrown);
  }

  private static String digest(byte[] keyText, byte[] chainText) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(keyText);
      return HexFormat.of().formatHex(digest.digest(chainText));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private JsonFile<Meta> meta(Path generation) {
    return new JsonFile<>(
        generation.resolve("meta.json"), Meta.class, 1, Migration.NONE, clock, notices);
  }

  private static List<Integer> generations(Path home) throws ProblemException {
    var numbers = new ArrayList<Integer>();
    for (var name : Folders.names(home)) {
      var match = GENERATION.matcher(name);
      if (match.matches()) {
        numbers.add(Integer.parseInt(match.group(1)));
      }
    }
    numbers.sort(null);
    return numbers;
  }

  private static void point(Path home, int number) throws ProblemException {
    var pointer = home.resolve("current");
    var content = name(number) + "\n";
    if (!content.equals(textOf(pointer))) {
      AtomicFiles.write(pointer, content.getBytes(StandardCharsets.US_ASCII), false);
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  private static void removeOld(Path home, List<Integer> older) throws ProblemException {
    for (var i = 0; i < older.size() - (KEPT - 1); i++) {
      Folders.delete(home.resolve(name(older.get(i))));
    }
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "gen-%06d", number);
  }

  private Path home(String host) {
    return folder.resolve(FileNames.of(host));
  }
}
