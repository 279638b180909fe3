package app.gatehouse.platform.linux.tray;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/**
 * Two answers at once: the menu's revision and its tree.
 *
 * @param <R> dbus-java reads the types of a tuple from its arguments
 */
public final class MenuLayout<R, N> extends Tuple {
  @Position(0)
  public final R revision;

  @Position(1)
  public final N root;

  public MenuLayout(R revision, N root) {
    this.revision = revision;
    this.root = root;
  }
}
