package app.gatehouse.cert;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads keys and certificates. Tells what is damaged, which stays so, from what cannot be read just
 * now: only the first may be replaced.
 */
final class KeyFile {
  private KeyFile() {}

  /** Turns the content into a value. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * @throws IOException when the content is damaged
     */
    T parse(byte[] content) throws IOException;
  }

  /**
   * The value in a file; empty when there is no file.
   *
   * @throws Damaged whoever reads it and whenever
   * @throws ProblemException {@code storage-denied}: not just now
   */
  static <T> Optional<T> read(Path file, Parser<T> parser) throws Damaged, ProblemException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      var problem =
          Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).variant("read").cause(e);
      throw new ProblemException(problem, e);
    }
    try {
      return Optional.of(parser.parse(content));
    } catch (IOException e) {
      throw new Damaged(file, e);
    }
  }

  /** The content of a file cannot be what it should. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged(Path file, IOException why) {
      super(file.getFileName() + ": " + why.getMessage(), why);
    }
  }
}
