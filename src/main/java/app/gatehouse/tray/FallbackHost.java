package app.gatehouse.tray;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A host, and another one for desktops where nobody shows the first one's icon. The panel may come
 * later than we do, so the other is tried only after some looks; when the first one is seen, the
 * other goes. Safe for all threads.
 */
public final class FallbackHost implements TrayHost {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackHost.class);

  /** How often the icon is drawn and not seen before the other host is tried. */
  private static final int LOOKS = 3;

  private final TrayHost first;
  private final TrayHosts others;
  private final Consumer<TrayCommand> chosen;
  private @Nullable TrayHost other;
  private @Nullable TrayFace face;
  private int unseen;
  private boolean opening;
  private boolean closed;

  private FallbackHost(TrayHost first, TrayHosts others, Consumer<TrayCommand> chosen) {
    this.first = first;
    this.others = others;
    this.chosen = chosen;
  }

  /** The first host, and the other where that cannot be had or is not seen. */
  public static TrayHosts hosts(TrayHosts first, TrayHosts others) {
    return chosen -> {
      var found = first.open(chosen);
      return found.isPresent()
          ? Optional.of(new FallbackHost(found.get(), others, chosen))
          : others.open(chosen);
    };
  }

  @Override
  public synchronized boolean isShown() {
    return first.isShown() || other != null && other.isShown();
  }

  @Override
  public synchronized void show(TrayFace now) {
    face = now;
    first.show(now);
    if (first.isShown()) {
      unseen = 0;
      closeOther();
    } else if (other != null) {
      other.show(now);
    } else if (++unseen >= LOOKS && !opening) {
      opening = true;
      // Another toolkit may have to start for it.
      Thread.ofPlatform().daemon().name("tray-fallback").start(this::open);
    }
  }

  private void open() {
    Optional<TrayHost> found = Optional.empty();
    try {
      found = others.open(chosen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      opened(found);
    }
  }

  private synchronized void opened(Optional<TrayHost> found) {
    opening = false;
    unseen = 0;
    if (found.isPresent() && (closed || first.isShown())) {
      found.get().close();
    } else if (found.isPresent()) {
      LOG.info("No panel shows the tray icon in the usual way; the other way is taken");
      other = found.get();
      if (face != null) {
        other.show(face);
      }
    }
  }

  /** Notifications do not need the icon: the first host is asked, seen or not. */
  @Override
  public void tell(Notification notification) {
    first.tell(notification);
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeOther();
    first.close();
  }

  private void closeOther() {
    if (other != null) {
      other.close();
      other = null;
    }
  }
}
