package app.gatehouse.state;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value in one owner-only file: {@code {"schema":1, …}}. Written whole or not at all. A file
 * that cannot be understood is moved aside to {@code NAME.broken-<time>} and reported, never
 * silently replaced. Safe for all threads of one process.
 *
 * @param <T> a record
 */
public final class JsonFile<T> {
  static final int MAX_SIZE = 4 << 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final JsonShape<T> shape;
  private final InstantSource clock;
  private final Consumer<Problem> notices;

  /**
   * @param schema number of the shape that {@code type} has now; 1 or more
   * @param migration brings older files up to it
   * @param notices is told {@code state-file-set-aside}
   */
  public JsonFile(
      Path file,
      Class<T> type,
      int schema,
      Migration migration,
      InstantSource clock,
      Consumer<Problem> notices) {
    this.file = file;
    this.shape = new JsonShape<>(type, schema, migration);
    this.clock = clock;
    this.notices = notices;
  }

  public Path path() {
    return file;
  }

  /**
   * The value; empty when there is no file, or when it was just set aside.
   *
   * @throws ProblemException {@code storage-denied} when it cannot be read just now: it stays where
   *     it is then
   */
  public synchronized Optional<T> read() throws ProblemException {
    try {
      return Optional.of(shape.value(AtomicFiles.read(file, MAX_SIZE)));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (UnfitFileException e) {
      setAside(e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw Storage.unreadable(file, e);
    }
  }

  /**
   * @throws ProblemException {@code storage-full} or {@code storage-denied}; the old value is then
   *     still there
   */
  public synchronized void write(T value) throws ProblemException {
    AtomicFiles.write(file, shape.bytes(value), true);
  }

  /** Deletes the file if there is one. */
  public synchronized void delete() throws ProblemException {
    AtomicFiles.delete(file);
  }

  /**
   * Moves the file aside because its content cannot be what it should, and reports that.
   *
   * @throws ProblemException {@code storage-full} or {@code storage-denied}
   */
  public synchronized void setAside(@Nullable String why) throws ProblemException {
    var name = file.getFileName() + ".broken-" + TIME.format(clock.instant());
    var kept = file.resolveSibling(name);
    for (var i = 2; Files.exists(kept, LinkOption.NOFOLLOW_LINKS); i++) {
      kept = file.resolveSibling(name + "-" + i);
    }
    try {
      Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
    notices.accept(
        Problem.warning(ProblemCode.STATE_FILE_SET_ASIDE)
            .with("file", file)
            .with("kept-as", kept)
            .detail(why));
  }
}
