package app.gatehouse.state;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns what the file system says into {@code storage-full} or {@code storage-denied}. */
final class Storage {
  private static final long ONE_BLOCK = 4096;

  private Storage() {}

  /** The problem for a failed access to a file; anything but a full disk is a denial. */
  static ProblemException problem(Path file, IOException thrown) {
    var code = isFull(file, thrown) ? ProblemCode.STORAGE_FULL : ProblemCode.STORAGE_DENIED;
    var problem = Problem.error(code).with("file", file).cause(thrown);
    return new ProblemException(problem, thrown);
  }

  /**
   * The problem for a file that is there but cannot be read just now: of somebody else, too many
   * open files, a disk that fails.
   */
  static ProblemException unreadable(Path file, IOException thrown) {
    var problem =
        Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).variant("read").cause(thrown);
    return new ProblemException(problem, thrown);
  }

  private static boolean isFull(Path file, IOException thrown) {
    var message = String.valueOf(thrown.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return true;
    }
    // The system's words may be translated: the free space tells it, too. Denials are told apart
    // by their type.
    return thrown.getClass() == IOException.class && freeSpace(file) < ONE_BLOCK;
  }

  private static long freeSpace(Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
