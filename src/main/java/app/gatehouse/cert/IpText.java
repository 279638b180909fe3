package app.gatehouse.cert;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** IP addresses as ACME wants them. */
final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  /**
   * An address in its one short form (RFC 5952 section 4, which RFC 8738 section 3 asks for); Java
   * itself writes out every group of an IPv6 address.
   *
   * @return empty when the host is a name
   */
  static Optional<String> canonical(String host) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(address instanceof Inet6Address ? shortForm(address.getAddress()) : host);
  }

  private static String shortForm(byte[] address) {
    var groups = new int[GROUPS];
    for (var i = 0; i < GROUPS; i++) {
      groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
    }
    var begin = -1;
    var length = 1;
    for (var i = 0; i < GROUPS; i++) {
      var zeros = zerosFrom(groups, i);
      // Of two equally long runs the first is left out, and never a single group.
      if (zeros > length) {
        begin = i;
        length = zeros;
      }
    }
    if (begin < 0) {
      return joined(groups, 0, GROUPS);
    }
    return joined(groups, 0, begin) + "::" + joined(groups, begin + length, GROUPS);
  }

  private static int zerosFrom(int[] groups, int begin) {
    var end = begin;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - begin;
  }

  private static String joined(int[] groups, int from, int to) {
    var text = new StringBuilder();
    for (var i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
