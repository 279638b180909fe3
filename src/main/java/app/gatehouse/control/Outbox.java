package app.gatehouse.control;

import app.gatehouse.model.status.OperationSnapshot;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection. Bounded: messages are refused when it is full; of
 * events only the newest of each operation waits, so a slow reader misses some but never the last.
 * Adding never blocks.
 */
final class Outbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private final Mailbox events = new Mailbox();
  private final int capacity;
  private boolean closed;
  private boolean taken;

  Outbox(int capacity) {
    this.capacity = capacity;
  }

  /** Whether there was room. */
  boolean add(byte[] frame) {
    lock.lock();
    try {
      if (closed || frames.size() >= capacity) {
        return false;
      }
      frames.add(frame);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void addEvent(OperationSnapshot snapshot) {
    lock.lock();
    try {
      if (!closed) {
        events.add(snapshot);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next frame; null when closed and empty. What was taken before is written. */
  byte @Nullable [] take() throws InterruptedException {
    lock.lock();
    try {
      taken = false;
      changed.signalAll();
      while (frames.isEmpty() && events.isEmpty() && !closed) {
        changed.await();
      }
      var next = frames.poll();
      var event = next == null ? events.poll() : null;
      if (event != null) {
        next = new Message.Event(event).encode();
      }
      taken = next != null;
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits may still be written. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more and throws away what waits: nobody will read it. */
  void discard() {
    lock.lock();
    try {
      closed = true;
      taken = false;
      frames.clear();
      events.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything was written or thrown away, or the time is over. */
  void awaitEmpty(long nanos) throws InterruptedException {
    lock.lock();
    try {
      var left = nanos;
      while ((taken || !frames.isEmpty() || !events.isEmpty()) && left > 0) {
        left = changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
      }
    } finally {
      lock.unlock();
    }
  }
}
