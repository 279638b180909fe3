package app.gatehouse.control;

import app.gatehouse.model.status.OperationSnapshot;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots on their way to somebody who may be slow: only the newest of each operation waits, so
 * some may be missed but never the last. Adding never blocks. Safe for all threads.
 */
final class Mailbox {
  private final SequencedMap<String, OperationSnapshot> waiting = new LinkedHashMap<>();
  private boolean closed;

  synchronized void add(OperationSnapshot snapshot) {
    var older = waiting.get(snapshot.id());
    if (!closed && (older == null || older.sequence() <= snapshot.sequence())) {
      waiting.put(snapshot.id(), snapshot);
      notifyAll();
    }
  }

  /** The next snapshot, now; null when there is none. */
  synchronized @Nullable OperationSnapshot poll() {
    var first = waiting.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  /** Waits for the next snapshot; null when closed and empty. */
  synchronized @Nullable OperationSnapshot take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return poll();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Forgets what waits. */
  synchronized void clear() {
    waiting.clear();
  }

  /** Takes no more; what waits can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
