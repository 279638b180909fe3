package app.gatehouse.control;

import app.gatehouse.model.status.OperationSnapshot;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands snapshots to one listener on a thread of its own, so that a slow or failing one harms
 * nobody else. Only the newest snapshot of an operation waits for it.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  private final Mailbox waiting = new Mailbox();
  private final Consumer<OperationSnapshot> listener;
  private final Runnable onClose;

  /**
   * @param onClose told when it is closed
   */
  public Subscription(Consumer<OperationSnapshot> listener, Consumer<Subscription> onClose) {
    this.listener = listener;
    this.onClose = () -> onClose.accept(this);
    Thread.ofVirtual().name("control-events").start(this::deliver);
  }

  /** Never blocks. */
  public void add(OperationSnapshot snapshot) {
    waiting.add(snapshot);
  }

  @Override
  public void close() {
    waiting.close();
    onClose.run();
  }

  private void deliver() {
    try {
      OperationSnapshot next;
      while ((next = waiting.take()) != null) {
        try {
          listener.accept(next);
        } catch (RuntimeException e) {
          LOG.error("A listener failed", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
