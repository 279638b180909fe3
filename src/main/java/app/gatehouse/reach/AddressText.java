package app.gatehouse.reach;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Addresses as people write them: IPv6 in short (RFC 5952, section 4.2). */
final class AddressText {
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  private AddressText() {}

  static String of(InetAddress address) {
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
