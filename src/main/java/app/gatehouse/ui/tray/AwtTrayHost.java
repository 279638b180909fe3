package app.gatehouse.ui.tray;

import app.gatehouse.problem.Severity;
import app.gatehouse.tray.MenuItem;
import app.gatehouse.tray.Notification;
import app.gatehouse.tray.TrayCommand;
import app.gatehouse.tray.TrayFace;
import app.gatehouse.tray.TrayHost;
import app.gatehouse.tray.TrayHosts;
import app.gatehouse.tray.TrayState;
import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.beans.PropertyChangeEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tray by {@link SystemTray}. Everything is done on AWT's event thread, in order. */
public final class AwtTrayHost implements TrayHost {
  private static final Logger LOG = LoggerFactory.getLogger(AwtTrayHost.class);

  private static final int X11_POINTS = 22;

  private final SystemTray tray;
  private final Consumer<TrayCommand> chosen;
  private final AwtMenu menu;
  private final TrayIcon icon;
  private @Nullable TrayState state;
  private List<MenuItem> items = List.of();
  private @Nullable TrayCommand told;
  private volatile boolean shown;
  private volatile boolean closed;

  private AwtTrayHost(SystemTray tray, boolean opensMenuByItself, Consumer<TrayCommand> chosen) {
    this.tray = tray;
    this.chosen = chosen;
    menu = new AwtMenu(chosen);
    icon = new TrayIcon(picture(TrayState.OFF));
    icon.addActionListener(event -> notificationOrDoubleClick());
    if (!opensMenuByItself) {
      icon.addMouseListener(
          new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
              if (event.getButton() == MouseEvent.BUTTON1) {
                chosen.accept(new TrayCommand.OpenDashboard(null));
              }
            }
          });
    }
  }

  /** Hosts by AWT, which is started only when one is asked for; none where it knows no tray. */
  public static TrayHosts hosts() {
    return AwtTrayHost::open;
  }

  private static Optional<TrayHost> open(Consumer<TrayCommand> chosen) {
    try {
      if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
        return Optional.empty();
      }
      var isMac = System.getProperty("os.name", "").startsWith("Mac");
      var host = new AwtTrayHost(SystemTray.getSystemTray(), isMac, chosen);
      EventQueue.invokeLater(host::begin);
      return Optional.of(host);
    } catch (AWTError | RuntimeException | UnsatisfiedLinkError e) {
      LOG.info("There is no tray by AWT: {}", e.toString());
      return Optional.empty();
    }
  }

  /** On X11, AWT says 24 points whatever the panel gives, which mostly is 22. */
  private Image picture(TrayState of) {
    return IconPictures.of(of, isX11() ? X11_POINTS : tray.getTrayIconSize().height);
  }

  private static boolean isX11() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }

  private void begin() {
    tray.addPropertyChangeListener("systemTray", this::trayChanged);
    add();
  }

  /** A panel went (and took the icon with it) or came. */
  private void trayChanged(PropertyChangeEvent change) {
    shown = false;
    if (change.getNewValue() != null) {
      add();
    }
  }

  private void add() {
    if (closed) {
      return;
    }
    try {
      // Where a panel came back, AWT has put it there by itself.
      if (!List.of(tray.getTrayIcons()).contains(icon)) {
        tray.add(icon);
      }
      shown = true;
    } catch (AWTException | IllegalArgumentException e) {
      LOG.info("The tray does not take the icon: {}", e.toString());
    }
  }

  /** AWT tells both in the same words. */
  private void notificationOrDoubleClick() {
    var command = told;
    told = null;
    chosen.accept(command == null ? new TrayCommand.OpenDashboard(null) : command);
  }

  @Override
  public boolean isShown() {
    return shown;
  }

  @Override
  public void show(TrayFace face) {
    EventQueue.invokeLater(() -> draw(face));
  }

  private void draw(TrayFace face) {
    if (face.state() != state) {
      state = face.state();
      icon.setImage(picture(face.state()));
    }
    icon.setToolTip(face.tooltip());
    // An open menu would close.
    if (!face.menu().equals(items)) {
      items = face.menu();
      icon.setPopupMenu(menu.of(items));
    }
  }

  @Override
  public void tell(Notification notification) {
    EventQueue.invokeLater(
        () -> {
          told = notification.command();
          icon.displayMessage(
              notification.title(), notification.body(), type(notification.severity()));
        });
  }

  private static TrayIcon.MessageType type(Severity severity) {
    return switch (severity) {
      case ERROR -> TrayIcon.MessageType.ERROR;
      case WARNING -> TrayIcon.MessageType.WARNING;
      case INFO -> TrayIcon.MessageType.INFO;
    };
  }

  @Override
  public void close() {
    closed = true;
    shown = false;
    EventQueue.invokeLater(() -> tray.remove(icon));
  }
}
