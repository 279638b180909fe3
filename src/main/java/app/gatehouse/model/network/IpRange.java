package app.gatehouse.model.network;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A block of IP addresses in CIDR notation (RFC 4632), such as {@code 10.0.0.0/8} or {@code
 * fc00::/7}. A single address is a block of its own.
 */
public record IpRange(InetAddress base, int prefixLength) {
  public IpRange {
    if (prefixLength < 0 || prefixLength > bits(base)) {
      throw new IllegalArgumentException("prefix length " + prefixLength + " does not fit " + base);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is not an address literal or block
   */
  public static IpRange of(String cidr) {
    var slash = cidr.indexOf('/');
    if (slash < 0) {
      var single = IpLiteral.of(cidr);
      return new IpRange(single, bits(single));
    }
    var length = cidr.substring(slash + 1);
    if (!length.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("not a prefix length: " + length);
    }
    return new IpRange(IpLiteral.of(cidr.substring(0, slash)), Integer.parseInt(length));
  }

  public boolean contains(InetAddress address) {
    if (address.getAddress().length != base.getAddress().length) {
      return false;
    }
    var shift = bits(base) - prefixLength;
    return number(address).shiftRight(shift).equals(number(base).shiftRight(shift));
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefixLength;
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * 8;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
