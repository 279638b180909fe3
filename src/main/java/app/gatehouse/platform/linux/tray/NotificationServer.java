package app.gatehouse.platform.linux.tray;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Who shows notifications: the desktop, or a small program of its own. */
@DBusInterfaceName(NotificationServer.NAME)
public interface NotificationServer extends DBusInterface {
  String NAME = "org.freedesktop.Notifications";
  String PATH = "/org/freedesktop/Notifications";

  /**
   * @param actions keys and labels in turn
   * @param timeout in ms; -1 for the server's choice
   */
  @DBusMemberName("Notify")
  UInt32 show(
      String program,
      UInt32 replaces,
      String icon,
      String title,
      String body,
      List<String> actions,
      Map<String, Variant<?>> hints,
      int timeout);

  @DBusMemberName("GetCapabilities")
  List<String> getCapabilities();

  /** The user pressed a button, or the notification itself. */
  final class ActionInvoked extends DBusSignal {
    final UInt32 id;
    final String key;

    public ActionInvoked(String path, UInt32 id, String key) throws DBusException {
      super(path, id, key);
      this.id = id;
      this.key = key;
    }
  }

  /** It is gone, for whatever reason. */
  final class NotificationClosed extends DBusSignal {
    final UInt32 id;
    final UInt32 reason;

    public NotificationClosed(String path, UInt32 id, UInt32 reason) throws DBusException {
      super(path, id, reason);
      this.id = id;
      this.reason = reason;
    }
  }
}
