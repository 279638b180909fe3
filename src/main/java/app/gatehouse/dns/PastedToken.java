package app.gatehouse.dns;

import java.util.regex.Pattern;

/**
 * Understands what people paste where a token is asked for: the whole address in which it stands.
 */
public final class PastedToken {
  private static final Pattern IN_ADDRESS =
      Pattern.compile("(?:[?&](?:token|key|password)=|/u/)([^&#/?\\s]+)");

  private PastedToken() {}

  /** The token alone, without what stands around it. */
  public static String of(String pasted) {
    var bare = pasted.strip();
    var found = IN_ADDRESS.matcher(bare);
    if (bare.contains("://") && found.find()) {
      return found.group(1);
    }
    return bare.startsWith("token=") ? bare.substring("token=".length()).strip() : bare;
  }
}
