package app.gatehouse.platform.linux.tray;

import app.gatehouse.tray.TrayCommand;
import app.gatehouse.tray.TrayFace;
import app.gatehouse.tray.TrayState;
import java.util.List;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;

/** The icon, as panels ask for it. */
final class IconObject implements StatusNotifierItem {
  static final String PATH = "/StatusNotifierItem";

  private final Consumer<TrayCommand> chosen;
  private final TrayPictures pictures;
  private volatile TrayFace face = new TrayFace(TrayState.OFF, "", "", List.of());

  IconObject(Consumer<TrayCommand> chosen, TrayPictures pictures) {
    this.chosen = chosen;
    this.pictures = pictures;
  }

  void show(TrayFace now) {
    face = now;
  }

  TrayFace shown() {
    return face;
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }

  @Override
  public String getCategory() {
    return "ApplicationStatus";
  }

  @Override
  public String getId() {
    return "gatehouse";
  }

  @Override
  public String getTitle() {
    return face.title();
  }

  /** Always in sight: a passive icon is hidden by some panels. */
  @Override
  public String getStatus() {
    return "Active";
  }

  @Override
  public int getWindowId() {
    return 0;
  }

  /** No name, or panels would look for it in a theme that an unpacked archive is not part of. */
  @Override
  public String getIconName() {
    return "";
  }

  @Override
  public List<Pixmap> getIconPixmap() {
    return pictures.of(face.state());
  }

  @Override
  public ToolTip getToolTip() {
    return new ToolTip("", List.of(), Markup.escaped(face.title()), Markup.escaped(face.tooltip()));
  }

  @Override
  public boolean isItemIsMenu() {
    return false;
  }

  @Override
  public DBusPath getMenu() {
    return new DBusPath(MenuObject.PATH);
  }

  /** Panels that ask for this show no menus of others: better the window than nothing. */
  @Override
  public void contextMenu(int x, int y) {
    activate(x, y);
  }

  @Override
  public void activate(int x, int y) {
    chosen.accept(new TrayCommand.OpenDashboard(null));
  }

  @Override
  public void secondaryActivate(int x, int y) {
    activate(x, y);
  }

  @Override
  public void scroll(int delta, String orientation) {
    // Nothing here has a size.
  }
}
