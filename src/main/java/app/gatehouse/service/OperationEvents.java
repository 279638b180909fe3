package app.gatehouse.service;

import app.gatehouse.control.Subscription;
import app.gatehouse.model.status.OperationSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells snapshots to whoever subscribed. Telling never blocks. */
final class OperationEvents implements AutoCloseable {
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  void tell(OperationSnapshot snapshot) {
    subscriptions.forEach(subscription -> subscription.add(snapshot));
  }

  AutoCloseable subscribe(Consumer<OperationSnapshot> listener) {
    var subscription = new Subscription(listener, subscriptions::remove);
    subscriptions.add(subscription);
    return subscription;
  }

  /** What was told before is still delivered: the last snapshot is the one that counts. */
  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
