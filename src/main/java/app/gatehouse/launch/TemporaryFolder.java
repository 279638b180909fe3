package app.gatehouse.launch;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for this process only, deleted with everything in it. */
record TemporaryFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  /**
   * Made where the system keeps such folders, readable by its owner only.
   *
   * @throws ProblemException {@code storage-denied}
   */
  static TemporaryFolder make(String prefix) throws ProblemException {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw Problem.error(ProblemCode.STORAGE_DENIED)
          .with("file", System.getProperty("java.io.tmpdir"))
          .cause(e)
          .exception();
    }
  }

  /** As far as that is possible. */
  void delete() {
    try (var all = Files.walk(path)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} could not be deleted", path, e);
    }
  }
}
