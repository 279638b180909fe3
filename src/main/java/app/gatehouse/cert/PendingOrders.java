package app.gatehouse.cert;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.AtomicFiles;
import app.gatehouse.state.FileNames;
import app.gatehouse.state.Folders;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is on disk of an order that is not finished: enough to go on after a crash. */
final class PendingOrders {
  private static final Logger LOG = LoggerFactory.getLogger(PendingOrders.class);

  private final Path folder;
  private final InstantSource clock;
  private final Consumer<Problem> notices;

  PendingOrders(Path folder, InstantSource clock, Consumer<Problem> notices) {
    this.folder = folder;
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * @param host what it is for
   * @param directory the CA
   * @param order its address at the CA; null while the CA has not yet answered
   * @param begun when it was begun
   */
  record Pending(String host, URI directory, @Nullable URI order, Instant begun) {}

  Optional<Pending> find(String host) throws ProblemException {
    return file(host).read();
  }

  void write(Pending pending) throws ProblemException {
    Folders.make(home(pending.host()));
    file(pending.host()).write(pending);
  }

  /** The key that the order will be finalized with, if it was written already. */
  Optional<KeyPair> key(String host) throws ProblemException {
    try {
      return KeyFile.read(keyFile(host), Pem::keyPair);
    } catch (KeyFile.Damaged e) {
      LOG.warn("The key of the unfinished order for {} cannot be used: {}", host, e.getMessage());
      return Optional.empty();
    }
  }

  void writeKey(String host, KeyPair key) throws ProblemException {
    AtomicFiles.write(keyFile(host), Pem.of(key), true);
  }

  /** Forgets the order with its key. */
  void delete(String host) throws ProblemException {
    Folders.delete(home(host));
  }

  /** Forgets the orders of all other hosts. */
  void deleteAllBut(Collection<String> hosts) throws ProblemException {
    var kept = hosts.stream().map(FileNames::of).collect(Collectors.toSet());
    for (var name : Folders.names(folder)) {
      if (!kept.contains(name)) {
        Folders.delete(folder.resolve(name));
      }
    }
  }

  private JsonFile<Pending> file(String host) {
    var file = home(host).resolve("order.json");
    return new JsonFile<>(file, Pending.class, 1, Migration.NONE, clock, notices);
  }

  private Path keyFile(String host) {
    return home(host).resolve("key.pem");
  }

  private Path home(String host) {
    return folder.resolve(FileNames.of(host));
  }
}
