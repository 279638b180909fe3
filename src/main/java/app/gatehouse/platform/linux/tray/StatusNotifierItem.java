package app.gatehouse.platform.linux.tray;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.TypeRef;
import org.freedesktop.dbus.annotations.DBusBoundProperty;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** What a panel asks an icon. */
@DBusInterfaceName("org.kde.StatusNotifierItem")
public interface StatusNotifierItem extends DBusInterface {

  @DBusBoundProperty(name = "Category", access = Access.READ)
  String getCategory();

  @DBusBoundProperty(name = "Id", access = Access.READ)
  String getId();

  @DBusBoundProperty(name = "Title", access = Access.READ)
  String getTitle();

  @DBusBoundProperty(name = "Status", access = Access.READ)
  String getStatus();

  @DBusBoundProperty(name = "WindowId", access = Access.READ)
  int getWindowId();

  @DBusBoundProperty(name = "IconName", access = Access.READ)
  String getIconName();

  @DBusBoundProperty(name = "IconPixmap", access = Access.READ, type = Pixmaps.class)
  List<Pixmap> getIconPixmap();

  @DBusBoundProperty(name = "ToolTip", access = Access.READ, type = ToolTip.class)
  ToolTip getToolTip();

  @DBusBoundProperty(name = "ItemIsMenu", access = Access.READ)
  boolean isItemIsMenu();

  @DBusBoundProperty(name = "Menu", access = Access.READ, type = DBusPath.class)
  DBusPath getMenu();

  /** The right button, where the panel does not show the menu itself. */
  @DBusMemberName("ContextMenu")
  void contextMenu(int x, int y);

  /** The left button. */
  @DBusMemberName("Activate")
  void activate(int x, int y);

  /** The middle button. */
  @DBusMemberName("SecondaryActivate")
  void secondaryActivate(int x, int y);

  @DBusMemberName("Scroll")
  void scroll(int delta, String orientation);

  /** Tells dbus-java the type of a list. */
  interface Pixmaps extends TypeRef<List<Pixmap>> {}

  final class NewIcon extends DBusSignal {
    public NewIcon(String path) throws DBusException {
      super(path);
    }
  }

  final class NewToolTip extends DBusSignal {
    public NewToolTip(String path) throws DBusException {
      super(path);
    }
  }
}
