package app.gatehouse.forward;

import java.net.InetAddress;
import java.util.Locale;

/** Brings host names from requests and handshakes into the form that names a site. */
final class Hosts {
  private Hosts() {}

  /** The host of a Host header: without port and brackets, see {@link #canonical}. */
  static String ofAuthority(String authority) {
    if (authority.startsWith("[")) {
      var end = authority.indexOf(']');
      return end < 0 ? authority : canonical(authority.substring(1, end));
    }
    var colon = authority.indexOf(':');
    return canonical(colon < 0 ? authority : authority.substring(0, colon));
  }

  /** The port in a Host header, or the usual one when it names none. */
  static int portOf(String authority, int usual) {
    var port = authority.substring(authority.indexOf(']') + 1);
    var digits = port.substring(port.indexOf(':') + 1);
    return port.indexOf(':') >= 0 && digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : usual;
  }

  /** Lower case, no trailing dot, IPv6 in the one spelling that {@code SiteAddress} uses. */
  static String canonical(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    if (lower.indexOf(':') >= 0) {
      try {
        return InetAddress.ofLiteral(lower).getHostAddress();
      } catch (IllegalArgumentException e) {
        return lower;
      }
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
