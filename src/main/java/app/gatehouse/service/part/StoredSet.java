package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import java.util.List;

/** Values that survive a restart under names: a folder with one file for each. */
public interface StoredSet<T> {

  /** All that can be read; what cannot is set aside and reported elsewhere. */
  List<T> all() throws ProblemException;

  /**
   * @throws ProblemException {@code storage-full}, {@code storage-denied}; the old value is still
   *     there then
   */
  void write(String name, T value) throws ProblemException;

  /** Nothing happens when it is gone. */
  void delete(String name) throws ProblemException;
}
