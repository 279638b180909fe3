package app.gatehouse.model.network;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Reads IP addresses written out; never looks anything up. */
public final class IpLiteral {
  /** The JDK also takes {@code 10.1} for 10.0.0.1, which nobody means who types it today. */
  private static final Pattern FOUR_PARTS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

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
}
