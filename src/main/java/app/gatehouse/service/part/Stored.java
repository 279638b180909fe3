package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import java.util.Optional;

/** A value that survives a restart: one file. Every write is whole or not at all. */
public interface Stored<T> {

  Optional<T> read() throws ProblemException;

  /**
   * @throws ProblemException {@code storage-full}, {@code storage-denied}; the old value is still
   *     there then
   */
  void write(T value) throws ProblemException;

  /** Nothing happens when it is gone. */
  void delete() throws ProblemException;
}
