package app.gatehouse.platform.linux.tray;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/**
 * Two answers at once: the menus that change when they are shown, and those that are not known.
 *
 * @param <U> dbus-java reads the types of a tuple from its arguments
 */
public final class MenuAnnouncement<U, E> extends Tuple {
  @Position(0)
  public final U updates;

  @Position(1)
  public final E unknown;

  public MenuAnnouncement(U updates, E unknown) {
    this.updates = updates;
    this.unknown = unknown;
  }
}
