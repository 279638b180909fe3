package app.gatehouse.platform.linux.tray;

import org.freedesktop.dbus.annotations.DBusBoundProperty;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** Brings icons and panels together; often the panel itself. */
@DBusInterfaceName(StatusNotifierWatcher.NAME)
public interface StatusNotifierWatcher extends DBusInterface {
  String NAME = "org.kde.StatusNotifierWatcher";
  String PATH = "/StatusNotifierWatcher";

  @DBusMemberName("RegisterStatusNotifierItem")
  void registerStatusNotifierItem(String busName);

  /** Whether there is a panel that shows icons. */
  @DBusBoundProperty(name = "IsStatusNotifierHostRegistered", access = Access.READ)
  boolean isStatusNotifierHostRegistered();

  final class StatusNotifierHostRegistered extends DBusSignal {
    public StatusNotifierHostRegistered(String path) throws DBusException {
      super(path);
    }
  }
}
