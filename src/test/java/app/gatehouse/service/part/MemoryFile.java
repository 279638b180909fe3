package app.gatehouse.service.part;

import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of JSON in memory, on a disk that may be full. */
public final class MemoryFile<T> implements Stored<T> {
  private final Class<T> type;
  private @Nullable String text;
  private boolean full;

  public MemoryFile(Class<T> type) {
    this.type = type;
  }

  public synchronized void full(boolean value) {
    full = value;
  }

  @Override
  public synchronized Optional<T> read() {
    try {
      return text == null ? Optional.empty() : Optional.of(Json.PLAIN.read(text, type));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public synchronized void write(T value) throws ProblemException {
    if (full) {
      throw Problem.error(ProblemCode.STORAGE_FULL).exception();
    }
    text = Json.PLAIN.write(value);
  }

  @Override
  public synchronized void delete() {
    text = null;
  }
}
