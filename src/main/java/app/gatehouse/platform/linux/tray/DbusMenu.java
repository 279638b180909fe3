package app.gatehouse.platform.linux.tray;

import java.util.List;
import org.freedesktop.dbus.annotations.DBusBoundProperty;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What a panel asks a menu, which it then draws itself. */
@DBusInterfaceName("com.canonical.dbusmenu")
public interface DbusMenu extends DBusInterface {

  @DBusBoundProperty(name = "Version", access = Access.READ)
  UInt32 getVersion();

  @DBusBoundProperty(name = "TextDirection", access = Access.READ)
  String getTextDirection();

  @DBusBoundProperty(name = "Status", access = Access.READ)
  String getStatus();

  /**
   * @param depth how many levels below the parent; -1 for all
   * @param properties the wanted ones; more may be answered
   */
  @DBusMemberName("GetLayout")
  MenuLayout<UInt32, MenuNode> getLayout(int parent, int depth, List<String> properties);

  /**
   * @param ids empty for all
   */
  @DBusMemberName("GetGroupProperties")
  List<MenuProperties> getGroupProperties(List<Integer> ids, List<String> properties);

  @DBusMemberName("GetProperty")
  Variant<?> getProperty(int id, String name);

  @DBusMemberName("Event")
  void event(int id, String event, Variant<?> data, UInt32 time);

  /** Answers with the ids that are not known. */
  @DBusMemberName("EventGroup")
  List<Integer> eventGroup(List<MenuEvent> events);

  /** Answers whether the layout must be asked for again. */
  @DBusMemberName("AboutToShow")
  boolean aboutToShow(int id);

  @DBusMemberName("AboutToShowGroup")
  MenuAnnouncement<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids);

  final class LayoutUpdated extends DBusSignal {
    public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
      super(path, revision, parent);
    }
  }
}
