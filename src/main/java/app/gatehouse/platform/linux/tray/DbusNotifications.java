package app.gatehouse.platform.linux.tray;

import app.gatehouse.problem.Severity;
import app.gatehouse.tray.Notification;
import app.gatehouse.tray.TrayCommand;
import app.gatehouse.tray.TrayState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Shows notifications, and hears when they are pressed. */
final class DbusNotifications {
  /** The key of a press on the notification itself; some desktops draw a button for it. */
  private static final String WHOLE = "default";

  private final DBusConnection bus;
  private final TrayPictures pictures;
  private final Map<Long, TrayCommand> commands = new ConcurrentHashMap<>();

  DbusNotifications(DBusConnection bus, TrayPictures pictures, Consumer<TrayCommand> chosen)
      throws DBusException {
    this.bus = bus;
    this.pictures = pictures;
    bus.addSigHandler(
        NotificationServer.ActionInvoked.class,
        pressed -> {
          var command = commands.remove(pressed.id.longValue());
          if (command != null) {
            chosen.accept(command);
          }
        });
    bus.addSigHandler(
        NotificationServer.NotificationClosed.class,
        closed -> commands.remove(closed.id.longValue()));
  }

  /**
   * Blocks until it is shown.
   *
   * @throws DBusException where nobody shows notifications
   */
  void show(Notification notification, String program) throws DBusException {
    var server =
        bus.getRemoteObject(
            NotificationServer.NAME, NotificationServer.PATH, NotificationServer.class);
    var capabilities = server.getCapabilities();
    var command = notification.command();
    var label = notification.action();
    var actions =
        command == null || label == null || !capabilities.contains("actions")
            ? List.<String>of()
            : List.of(WHOLE, label);
    var id =
        server.show(
            program,
            new UInt32(0),
            "",
            notification.title(),
            capabilities.contains("body-markup")
                ? Markup.escaped(notification.body())
                : notification.body(),
            actions,
            hints(notification.severity()),
            -1);
    if (command != null) {
      commands.put(id.longValue(), command);
    }
  }

  private Map<String, Variant<?>> hints(Severity severity) {
    var hints = new HashMap<String, Variant<?>>();
    // 2 stays on the screen until it was seen.
    hints.put("urgency", new Variant<>((byte) (severity == Severity.ERROR ? 2 : 1)));
    hints.put("desktop-entry", new Variant<>("gatehouse"));
    hints.put("image-data", new Variant<>(pictures.image(state(severity))));
    return hints;
  }

  private static TrayState state(Severity severity) {
    return switch (severity) {
      case INFO -> TrayState.OK;
      case WARNING -> TrayState.ATTENTION;
      case ERROR -> TrayState.BROKEN;
    };
  }
}
