package app.gatehouse.service;

import app.gatehouse.model.status.OperationSnapshot;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells snapshots to subscribers, each on a virtual thread of its own, in order. Telling never
 * blocks: for a subscriber that is too slow, snapshots that were overtaken by later ones of the
 * same operation are left out.
 */
final class OperationEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationEvents.class);
  private static final int WAITING = 64;

  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  void tell(OperationSnapshot snapshot) {
    subscribers.forEach(subscriber -> subscriber.add(snapshot));
  }

  AutoCloseable subscribe(Consumer<OperationSnapshot> listener) {
    var subscriber = new Subscriber(listener);
    subscribers.add(subscriber);
    Thread.ofVirtual().name("operation events").start(subscriber);
    return () -> {
      subscribers.remove(subscriber);
      subscriber.end();
    };
  }

  @Override
  public void close() {
    subscribers.forEach(Subscriber::end);
    subscribers.clear();
  }

  private static final class Subscriber implements Runnable {
    private final Consumer<OperationSnapshot> listener;
    private final ArrayDeque<OperationSnapshot> waiting = new ArrayDeque<>();
    private boolean ended;

    Subscriber(Consumer<OperationSnapshot> listener) {
      this.listener = listener;
    }

    synchronized void add(OperationSnapshot snapshot) {
      if (waiting.size() >= WAITING) {
        dropOvertaken();
      }
      waiting.add(snapshot);
      notifyAll();
    }

    /**
     * The oldest that has a later one of the same operation; there is one while few are at work.
     */
    private void dropOvertaken() {
      for (Iterator<OperationSnapshot> each = waiting.iterator(); each.hasNext(); ) {
        var candidate = each.next();
        if (waiting.stream()
            .anyMatch(
                later ->
                    later.id().equals(candidate.id()) && later.sequence() > candidate.sequence())) {
          each.remove();
          return;
        }
      }
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    private synchronized @Nullable OperationSnapshot next() throws InterruptedException {
      while (waiting.isEmpty() && !ended) {
        wait();
      }
      // What was told before the end is still delivered: the last snapshot is the one that counts.
      return waiting.poll();
    }

    @Override
    public void run() {
      try {
        for (var snapshot = next(); snapshot != null; snapshot = next()) {
          deliver(snapshot);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void deliver(OperationSnapshot snapshot) {
      try {
        listener.accept(snapshot);
      } catch (RuntimeException e) {
        LOG.warn("A listener broke on operation {}", snapshot.id(), e);
      }
    }
  }
}
