package app.gatehouse.platform.linux.tray;

import app.gatehouse.tray.Notification;
import app.gatehouse.tray.TrayCommand;
import app.gatehouse.tray.TrayFace;
import app.gatehouse.tray.TrayHost;
import app.gatehouse.tray.TrayHosts;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tray of Linux desktops: an icon on the user's D-Bus. It may be there before any panel is, and
 * appears again when the panel does. What waits for others is done on one thread, in order.
 */
public final class DbusTrayHost implements TrayHost {
  private static final Logger LOG = LoggerFactory.getLogger(DbusTrayHost.class);
  private static final String BUS = "org.freedesktop.DBus";
  private static final String BUS_PATH = "/org/freedesktop/DBus";
  private static final long FAREWELL_SECONDS = 2;

  /** Something to do on the bus. */
  private interface Call {
    void run() throws DBusException;
  }

  private final DBusConnection bus;
  private final String name;
  private final IconObject icon;
  private final MenuObject menu;
  private final DbusNotifications notifications;
  private final ExecutorService calls =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("tray-bus").factory());
  private volatile boolean shown;

  private DbusTrayHost(DBusConnection bus, Consumer<TrayCommand> chosen) throws DBusException {
    this.bus = bus;
    var pictures = new TrayPictures();
    icon = new IconObject(chosen, pictures);
    menu = new MenuObject(chosen);
    notifications = new DbusNotifications(bus, pictures, chosen);
    name = "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";
  }

  /** Hosts on the bus of the user's session; none where there is no such bus. */
  public static TrayHosts hosts() {
    // Where the session says no address, the builder itself fails.
    return chosen -> open(() -> DBusConnectionBuilder.forSessionBus(), chosen);
  }

  static Optional<TrayHost> open(
      Supplier<DBusConnectionBuilder> builder, Consumer<TrayCommand> chosen) {
    DBusConnection bus = null;
    try {
      bus = builder.get().withShared(false).build();
      var host = new DbusTrayHost(bus, chosen);
      host.begin();
      return Optional.of(host);
    } catch (DBusException | RuntimeException e) {
      LOG.info("There is no session bus for a tray icon: {}", e.toString());
      close(bus);
      return Optional.empty();
    }
  }

  private void begin() throws DBusException {
    bus.setDisconnectCallback(
        new IDisconnectCallback() {
          @Override
          public void disconnectOnError(IOException e) {
            LOG.info("The session bus is gone, and the tray icon with it: {}", e.toString());
            shown = false;
          }
        });
    bus.requestBusName(name);
    bus.exportObject(IconObject.PATH, icon);
    bus.exportObject(MenuObject.PATH, menu);
    bus.addSigHandler(DBus.NameOwnerChanged.class, this::ownerChanged);
    bus.addSigHandler(
        StatusNotifierWatcher.StatusNotifierHostRegistered.class, panel -> later(this::register));
    if (bus.getRemoteObject(BUS, BUS_PATH, DBus.class).NameHasOwner(StatusNotifierWatcher.NAME)) {
      register();
    } else {
      LOG.info("No panel shows tray icons yet");
    }
  }

  private void ownerChanged(DBus.NameOwnerChanged change) {
    if (change.name.equals(StatusNotifierWatcher.NAME)) {
      shown = false;
      if (!change.newOwner.isEmpty()) {
        later(this::register);
      }
    }
  }

  private void register() throws DBusException {
    var watcher =
        bus.getRemoteObject(
            StatusNotifierWatcher.NAME, StatusNotifierWatcher.PATH, StatusNotifierWatcher.class);
    watcher.registerStatusNotifierItem(name);
    shown = watcher.isStatusNotifierHostRegistered();
  }

  @Override
  public boolean isShown() {
    return shown;
  }

  @Override
  public void show(TrayFace face) {
    var before = icon.shown();
    icon.show(face);
    var revision = menu.show(face.menu());
    later(
        () -> {
          if (before.state() != face.state()) {
            send(new StatusNotifierItem.NewIcon(IconObject.PATH));
          }
          if (!before.tooltip().equals(face.tooltip())) {
            send(new StatusNotifierItem.NewToolTip(IconObject.PATH));
          }
          if (revision != null) {
            send(new DbusMenu.LayoutUpdated(MenuObject.PATH, revision, 0));
          }
        });
  }

  private void send(DBusSignal signal) {
    bus.sendMessage(signal);
  }

  @Override
  public void tell(Notification notification) {
    later(() -> notifications.show(notification, icon.getTitle()));
  }

  private void later(Call call) {
    try {
      calls.execute(
          () -> {
            try {
              call.run();
            } catch (DBusException | RuntimeException e) {
              LOG.info("The desktop did not take it: {}", e.toString());
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("The tray icon is gone already");
    }
  }

  /** What was still to be told is told before. */
  @Override
  public void close() {
    shown = false;
    calls.shutdown();
    try {
      if (!calls.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("The desktop does not answer; the tray icon is withdrawn all the same");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(bus);
  }

  private static void close(@Nullable DBusConnection bus) {
    if (bus != null) {
      bus.disconnect();
    }
  }
}
