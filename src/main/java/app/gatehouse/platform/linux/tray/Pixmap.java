package app.gatehouse.platform.linux.tray;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** {@code (iiay)}: a picture, four bytes for each point, the alpha value first. */
public final class Pixmap extends Struct {
  @Position(0)
  public final int width;

  @Position(1)
  public final int height;

  @Position(2)
  public final byte[] argb;

  public Pixmap(int width, int height, byte[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }
}
