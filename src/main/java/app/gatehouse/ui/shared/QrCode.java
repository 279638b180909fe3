package app.gatehouse.ui.shared;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;

/** A text as a QR code: dark on white whatever the look, since cameras expect that. */
public final class QrCode extends Canvas {
  /** In modules, as ISO/IEC 18004 asks for. */
  private static final int QUIET_ZONE = 4;

  /**
   * @param text at most some hundred characters, such as an address
   * @param width about how wide it becomes, in pixels
   */
  public QrCode(String text, double width) {
    var modules = modules(text);
    var count = modules.getWidth() + 2 * QUIET_ZONE;
    // Whole pixels for each module: nothing is blurred.
    var size = Math.max(2, Math.floor(width / count));
    setWidth(size * count);
    setHeight(size * count);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    var pen = getGraphicsContext2D();
    pen.setFill(Color.WHITE);
    pen.fillRect(0, 0, getWidth(), getHeight());
    pen.setFill(Color.BLACK);
    for (var y = 0; y < modules.getHeight(); y++) {
      for (var x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y) == 1) {
          pen.fillRect((x + QUIET_ZONE) * size, (y + QUIET_ZONE) * size, size, size);
        }
      }
    }
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }
}
