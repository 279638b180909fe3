package app.gatehouse.platform.linux.tray;

import app.gatehouse.tray.TrayState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The icon's pictures as panels want them, in all sizes that there are. */
final class TrayPictures {
  private static final int[] SIZES = {16, 22, 24, 32, 48};
  private static final int CHANNELS = 4;

  private final Map<TrayState, List<Pixmap>> loaded = new EnumMap<>(TrayState.class);

  synchronized List<Pixmap> of(TrayState state) {
    return loaded.computeIfAbsent(
        state, wanted -> IntStream.of(SIZES).mapToObj(size -> load(wanted, size)).toList());
  }

  /** The largest, for a notification. */
  ImageData image(TrayState state) {
    var picture = of(state).getLast();
    var argb = picture.argb;
    var rgba = new byte[argb.length];
    for (var i = 0; i < argb.length; i += CHANNELS) {
      System.arraycopy(argb, i + 1, rgba, i, CHANNELS - 1);
      rgba[i + CHANNELS - 1] = argb[i];
    }
    var rowBytes = picture.width * CHANNELS;
    return new ImageData(picture.width, picture.height, rowBytes, true, 8, CHANNELS, rgba);
  }

  private static Pixmap load(TrayState state, int size) {
    var name = "/icons/tray-" + state.id() + "-" + size + ".png";
    try (var in = TrayPictures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return Png.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
