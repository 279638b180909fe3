package app.gatehouse.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How a host names its file or folder. */
public final class FileNames {
  private static final int MAX_NAME = 150;

  /** Names that Windows keeps for devices, with any ending. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  private FileNames() {}

  /**
   * A name as part of a file name that every system takes, different for different hosts; never
   * leads elsewhere, whatever the name is.
   */
  public static String of(String host) {
    var wanted = host.replace(':', '~');
    var plain = wanted.replaceAll("[^a-z0-9._~-]", "~");
    if (plain.isEmpty() || plain.startsWith(".") || DEVICE.matcher(plain).matches()) {
      plain = "~" + plain;
    }
    if (plain.equals(wanted) && plain.length() <= MAX_NAME) {
      return plain;
    }
    return plain.substring(0, Math.min(MAX_NAME, plain.length())) + "~" + shortHash(host);
  }

  private static String shortHash(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
