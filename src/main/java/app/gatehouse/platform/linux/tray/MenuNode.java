package app.gatehouse.platform.linux.tray;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/** {@code (ia{sv}av)}: an item and those below it. */
public final class MenuNode extends Struct {
  @Position(0)
  public final int id;

  @Position(1)
  public final Map<String, Variant<?>> properties;

  @Position(2)
  public final List<Variant<?>> children;

  public MenuNode(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
    this.id = id;
    this.properties = properties;
    this.children = children;
  }
}
