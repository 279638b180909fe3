package app.gatehouse.forward.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom limits count as one client: an IPv4 address, or an IPv6 /64, since one home or one attacker
 * has all addresses of it.
 *
 * @param v6 whether {@code bits} is the network part of an IPv6 address
 * @param bits the IPv4 address or the first half of the IPv6 address
 */
public record AddressKey(boolean v6, long bits) {

  public static AddressKey of(InetAddress address) {
    var bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return new AddressKey(false, ByteBuffer.wrap(bytes).getInt());
    }
    return new AddressKey(true, ByteBuffer.wrap(bytes).getLong());
  }
}
