package app.gatehouse.state;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of this computer who may control an installed service, by the names that the system
 * knows them by. Reads the file at every question. Safe for all threads.
 */
public final class EnrolledUsers {
  private static final Logger LOG = LoggerFactory.getLogger(EnrolledUsers.class);

  private final JsonFile<Names> file;

  /** The shape of the file. */
  private record Names(Set<String> users) {}

  EnrolledUsers(Home home) {
    file = home.file(home.folder().resolve("users.json"), Names.class, 1, Migration.NONE);
  }

  /** No when that cannot be read. */
  public synchronized boolean contains(String name) {
    try {
      return names().contains(name);
    } catch (ProblemException e) {
      LOG.warn("Who may control this service cannot be read: {}", e.getMessage());
      return false;
    }
  }

  /**
   * Takes a user up; a no-op for one who is known.
   *
   * @throws ProblemException {@code name-not-valid} (variant {@code user}) when the system knows no
   *     such user; {@code storage-full} or {@code storage-denied}
   */
  public synchronized void add(String name) throws ProblemException {
    try {
      FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
    } catch (IOException | UnsupportedOperationException e) {
      throw new ProblemException(
          Problem.error(ProblemCode.NAME_NOT_VALID).variant("user").with("name", name), e);
    }
    var more = new TreeSet<>(names());
    if (more.add(name)) {
      file.write(new Names(more));
      LOG.info("{} may control this service from now on", name);
    }
  }

  private Set<String> names() throws ProblemException {
    return file.read().map(Names::users).orElse(Set.of());
  }
}
