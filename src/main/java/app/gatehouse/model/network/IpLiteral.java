package app.gatehouse.model.network;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Reads and writes IP addresses as text; never looks anything up. */
public final class IpLiteral {
  /** The JDK also takes {@code 10.1} for 10.0.0.1, which nobody means who types it today. */
  private static final Pattern FOUR_PARTS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  private IpLiteral() {}

  /**
   * @throws IllegalArgumentException when the text is anything but an IPv4 address in four parts or
   *     an IPv6 address without brackets
   */
  public static InetAddress of(String text) {
    if (text.indexOf(':') < 0 && !FOUR_PARTS.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    return InetAddress.ofLiteral(text);
  }

  /**
   * An address in its one short form, by which programs compare them (RFC 5952, section 4.2). The
   * JDK writes out every group of an IPv6 address.
   */
  public static String text(InetAddress address) {
    var text = address.getHostAddress();
    var longest = "";
    var runs = ZEROS.matcher(text);
    while (runs.find()) {
      // Of runs of the same length the first one is shortened.
      if (runs.group().length() > longest.length()) {
        longest = runs.group();
      }
    }
    if (longest.isEmpty()) {
      return text;
    }
    var start = text.indexOf(longest);
    return text.substring(0, start) + "::" + text.substring(start + longest.length());
  }
}
