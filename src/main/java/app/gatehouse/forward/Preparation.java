package app.gatehouse.forward;

import io.netty.handler.ssl.OpenSsl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads native code and classes that take a fifth of a second, once in a process: in a thread of
 * its own where it was begun early, else where it is first needed.
 */
final class Preparation {
  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final CompletableFuture<Transport> LOADED = new CompletableFuture<>();

  private Preparation() {}

  static void begin() {
    if (BEGUN.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("prepare-forwarder").start(Preparation::load);
    }
  }

  /** Waits until it is done. */
  static Transport transport() {
    if (BEGUN.compareAndSet(false, true)) {
      load();
    }
    return LOADED.join();
  }

  private static void load() {
    try {
      var transport = Transport.best();
      OpenSsl.isAvailable();
      LOADED.complete(transport);
    } catch (Throwable e) {
      // Whoever waits gets it.
      LOADED.completeExceptionally(e);
    }
  }
}
