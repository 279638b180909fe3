package app.gatehouse.launch;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.AtomicFiles;
import app.gatehouse.state.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * What session cookies are signed with, and what the nonces of router mappings are made of; kept,
 * so that a restart signs nobody out and knows its mappings again.
 */
final class SessionSecret {
  private static final int BYTES = 32;

  private final Path file;
  private final SecureRandom random;

  SessionSecret(Home home, SecureRandom random) {
    this.file = home.folder().resolve("session.secret");
    this.random = random;
  }

  /**
   * A file of another length is replaced: all it costs is that people sign in again, and that some
   * mappings end by themselves within an hour.
   */
  byte[] readOrMake() throws ProblemException {
    try {
      var kept = Files.readAllBytes(file);
      if (kept.length == BYTES) {
        return kept;
      }
    } catch (NoSuchFileException e) {
      // The first start.
    } catch (IOException e) {
      var problem = Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).cause(e);
      throw new ProblemException(problem, e);
    }
    var secret = new byte[BYTES];
    random.nextBytes(secret);
    AtomicFiles.write(file, secret, true);
    return secret;
  }
}
