package app.gatehouse.ui.tray;

import app.gatehouse.tray.TrayState;
import java.awt.Image;
import java.awt.image.BaseMultiResolutionImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import javax.imageio.ImageIO;

/** The icon's pictures as AWT wants them: all sizes in one, of which it takes what fits. */
final class IconPictures {
  private static final int[] SIZES = {16, 22, 24, 32, 48};

  private IconPictures() {}

  /**
   * @param points how large the tray shows icons; its screen may have more pixels to a point
   */
  static Image of(TrayState state, int points) {
    var images = new ArrayList<Image>();
    var base = 0;
    for (var i = 0; i < SIZES.length; i++) {
      images.add(load(state, SIZES[i]));
      if (SIZES[i] <= Math.max(SIZES[0], points)) {
        base = i;
      }
    }
    return new BaseMultiResolutionImage(base, images.toArray(Image[]::new));
  }

  private static Image load(TrayState state, int size) {
    var name = "/icons/tray-" + state.id() + "-" + size + ".png";
    try (var in = IconPictures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return ImageIO.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
