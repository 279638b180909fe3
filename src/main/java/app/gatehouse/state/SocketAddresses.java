package app.gatehouse.state;

import app.gatehouse.model.network.IpLiteral;
import java.net.InetSocketAddress;

/** Reads an IP address with a port as people write it: {@code 10.0.0.1}, {@code [::1]:8053}. */
final class SocketAddresses {
  private static final int DNS_PORT = 53;

  private SocketAddresses() {}

  /**
   * @throws IllegalArgumentException when the text is not that; names are never looked up
   */
  static InetSocketAddress of(String text) {
    if (text.startsWith("[")) {
      var end = text.indexOf(']');
      if (end < 0) {
        throw new IllegalArgumentException("] is missing");
      }
      var rest = text.substring(end + 1);
      if (!rest.isEmpty() && !rest.startsWith(":")) {
        throw new IllegalArgumentException("a port follows after a colon");
      }
      return address(text.substring(1, end), rest.isEmpty() ? "" : rest.substring(1));
    }
    var colon = text.indexOf(':');
    if (colon < 0 || colon != text.lastIndexOf(':')) {
      return address(text, "");
    }
    return address(text.substring(0, colon), text.substring(colon + 1));
  }

  private static InetSocketAddress address(String host, String port) {
    var number = DNS_PORT;
    if (!port.isEmpty()) {
      if (!port.matches("\\d{1,5}")) {
        throw new IllegalArgumentException("not a port: " + port);
      }
      number = Integer.parseInt(port);
    }
    return new InetSocketAddress(IpLiteral.of(host), number);
  }
}
