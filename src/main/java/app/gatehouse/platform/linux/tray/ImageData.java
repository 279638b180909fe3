package app.gatehouse.platform.linux.tray;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** {@code (iiibiiay)}: the picture of a notification, in the order red, green, blue, alpha. */
public final class ImageData extends Struct {
  @Position(0)
  public final int width;

  @Position(1)
  public final int height;

  @Position(2)
  public final int rowBytes;

  @Position(3)
  public final boolean alpha;

  @Position(4)
  public final int bits;

  @Position(5)
  public final int channels;

  @Position(6)
  public final byte[] rgba;

  public ImageData(
      int width, int height, int rowBytes, boolean alpha, int bits, int channels, byte[] rgba) {
    this.width = width;
    this.height = height;
    this.rowBytes = rowBytes;
    this.alpha = alpha;
    this.bits = bits;
    this.channels = channels;
    this.rgba = rgba;
  }
}
