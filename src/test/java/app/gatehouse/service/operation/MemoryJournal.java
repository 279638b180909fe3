package app.gatehouse.service.operation;

import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.StoredSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A disk that may be full, or whose computer may die at any write, before it or after it. */
final class MemoryJournal implements StoredSet<JournalEntry> {
  private final Map<String, String> files = new TreeMap<>();
  private int writes;
  private int crashAt = Integer.MAX_VALUE;
  private boolean crashAfterWriting;
  private boolean crashed;
  private boolean full;

  /** The power is gone. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  synchronized void crashAt(int write, boolean afterWriting) {
    crashAt = write;
    crashAfterWriting = afterWriting;
  }

  synchronized void powerOn() {
    crashed = false;
    crashAt = Integer.MAX_VALUE;
  }

  synchronized boolean hasCrashed() {
    return crashed;
  }

  synchronized void full(boolean value) {
    full = value;
  }

  synchronized int writes() {
    return writes;
  }

  synchronized int count() {
    return files.size();
  }

  synchronized String text() {
    return files.toString();
  }

  @Override
  public synchronized List<JournalEntry> all() {
    var entries = new ArrayList<JournalEntry>();
    for (var text : files.values()) {
      try {
        entries.add(Json.PLAIN.read(text, JournalEntry.class));
      } catch (IOException e) {
        throw new AssertionError(text, e);
      }
    }
    return entries;
  }

  @Override
  public synchronized void write(String name, JournalEntry value) throws ProblemException {
    if (Thread.currentThread().isInterrupted()) {
      throw new AssertionError("a file channel would have closed itself");
    }
    dieIf(crashed);
    if (full) {
      throw Problem.error(ProblemCode.STORAGE_FULL).with("file", name).exception();
    }
    var last = ++writes == crashAt;
    dieIf(last && !crashAfterWriting);
    files.put(name, Json.PLAIN.write(value));
    dieIf(last);
  }

  @Override
  public synchronized void delete(String name) {
    dieIf(crashed);
    files.remove(name);
  }

  private void dieIf(boolean now) {
    if (now) {
      crashed = true;
      throw new Crash();
    }
  }
}
