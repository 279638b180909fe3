package app.gatehouse.platform.linux.tray;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/**
 * Reads our own pictures without a toolkit (RFC 2083): 8 bits for each of red, green, blue and
 * alpha, not interlaced, as {@code icons/render.sh} writes them.
 */
final class Png {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CRC_BYTES = 4;
  private static final int HEADER = 0x49484452;
  private static final int DATA = 0x49444154;
  private static final int END = 0x49454e44;
  private static final int EIGHT_BITS_RGBA = 0x0806;

  /** Of a point. */
  private static final int BYTES = 4;

  private final int width;
  private final int height;
  private final byte[] rgba;

  private Png(int width, int height) {
    this.width = width;
    this.height = height;
    rgba = new byte[width * height * BYTES];
  }

  /**
   * @throws IOException when it is not such a picture
   */
  static Pixmap read(InputStream file) throws IOException {
    var in = new DataInputStream(file);
    in.skipNBytes(SIGNATURE_BYTES);
    Png picture = null;
    var packed = new ByteArrayOutputStream();
    while (true) {
      var content = new byte[in.readInt()];
      var type = in.readInt();
      in.readFully(content);
      in.skipNBytes(CRC_BYTES);
      switch (type) {
        case HEADER -> picture = sized(new DataInputStream(new ByteArrayInputStream(content)));
        case DATA -> packed.write(content);
        case END -> {
          if (picture == null) {
            throw new IOException("no header");
          }
          picture.unpack(packed.toByteArray());
          return picture.pixmap();
        }
        default -> {
          // Tells about the picture, such as its colour space.
        }
      }
    }
  }

  private static Png sized(DataInputStream header) throws IOException {
    var width = header.readInt();
    var height = header.readInt();
    if (header.readUnsignedShort() != EIGHT_BITS_RGBA) {
      throw new IOException("not 8-bit RGBA");
    }
    return new Png(width, height);
  }

  /** RFC 2083, 6: each row begins with the way in which its bytes depend on their neighbours. */
  private void unpack(byte[] packed) throws IOException {
    var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)));
    var rowBytes = width * BYTES;
    for (var row = 0; row < height; row++) {
      var filter = in.readUnsignedByte();
      in.readFully(rgba, row * rowBytes, rowBytes);
      for (var i = 0; i < rowBytes; i++) {
        var at = row * rowBytes + i;
        var left = i < BYTES ? 0 : rgba[at - BYTES] & 0xff;
        var up = row == 0 ? 0 : rgba[at - rowBytes] & 0xff;
        var upLeft = i < BYTES || row == 0 ? 0 : rgba[at - rowBytes - BYTES] & 0xff;
        rgba[at] += (byte) predicted(filter, left, up, upLeft);
      }
    }
  }

  private static int predicted(int filter, int left, int up, int upLeft) throws IOException {
    return switch (filter) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      case 4 -> nearest(left, up, upLeft);
      default -> throw new IOException("unknown filter " + filter);
    };
  }

  /** Paeth's predictor. */
  private static int nearest(int left, int up, int upLeft) {
    var estimate = left + up - upLeft;
    var toLeft = Math.abs(estimate - left);
    var toUp = Math.abs(estimate - up);
    var toUpLeft = Math.abs(estimate - upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) {
      return left;
    }
    return toUp <= toUpLeft ? up : upLeft;
  }

  /** With the alpha value first. */
  private Pixmap pixmap() {
    var argb = new byte[rgba.length];
    for (var i = 0; i < rgba.length; i += BYTES) {
      argb[i] = rgba[i + BYTES - 1];
      System.arraycopy(rgba, i, argb, i + 1, BYTES - 1);
    }
    return new Pixmap(width, height, argb);
  }
}
