package app.gatehouse.state;

import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One value in one owner-only file: {@code {"schema":1, …}}. Written whole or not at all. A file
 * that cannot be understood is moved aside to {@code NAME.broken-<time>} and reported, never
 * silently replaced. Safe for all threads of one process.
 *
 * @param <T> a record
 */
public final class JsonFile<T> {
  private static final int MAX_SIZE = 4 << 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final Class<T> type;
  private final int schema;
  private final Migration migration;
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
    this.type = type;
    this.schema = schema;
    this.migration = migration;
    this.clock = clock;
    this.notices = notices;
  }

  public Path path() {
    return file;
  }

  /**
   * The value; empty when there is no file, or when it was just set aside.
   *
   * @throws ProblemException {@code storage-denied} when it may not be read
   */
  public synchronized Optional<T> read() throws ProblemException {
    byte[] content;
    try {
      content = AtomicFiles.read(file, MAX_SIZE);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw Storage.problem(file, e);
    } catch (IOException e) {
      setAside(e.getMessage());
      return Optional.empty();
    }
    try {
      return Optional.of(value(content));
    } catch (IOException | IllegalArgumentException e) {
      setAside(e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * @throws ProblemException {@code storage-full} or {@code storage-denied}; the old value is then
   *     still there
   */
  public synchronized void write(T value) throws ProblemException {
    var shape = (ObjectNode) Json.PLAIN.tree(value);
    var content = (ObjectNode) Json.PLAIN.tree(new Schema(schema));
    content.setAll(shape);
    var text = Json.PLAIN.writePretty(content);
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8), true);
  }

  /** Deletes the file if there is one. */
  public synchronized void delete() throws ProblemException {
    AtomicFiles.delete(file);
  }

  /** Moves the file aside because its content cannot be what it should, and reports that. */
  synchronized void setAside(@Nullable String why) throws ProblemException {
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

  private T value(byte[] bytes) throws IOException {
    if (!(Json.PLAIN.read(bytes, JsonNode.class) instanceof ObjectNode content)) {
      throw new IOException("not an object");
    }
    var number = content.path("schema");
    if (!number.isInt() || number.intValue() < 1) {
      throw new IOException("no schema number");
    }
    if (number.intValue() > schema) {
      throw new IOException("written by a newer version: schema " + number.intValue());
    }
    for (var i = number.intValue(); i < schema; i++) {
      migration.toNext(content, i);
    }
    content.remove("schema");
    return Json.PLAIN.read(content, type);
  }

  /** Comes first in every file. */
  private record Schema(int schema) {}
}
