package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.net.IpFacts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The address by which visitors come to this computer over IPv6. Programs go out by a temporary one
 * that is another tomorrow (RFC 8981), so what others see is not it.
 */
public final class StableIpv6 {
  private final NetworkFacts network;
  private final IpFacts ips;

  public StableIpv6(NetworkFacts network, IpFacts ips) {
    this.network = network;
    this.ips = ips;
  }

  /** Always the same one of several; empty when this computer has none. Reads only locally. */
  public Optional<Inet6Address> find() {
    return network.stableAddresses().stream()
        .filter(ips::isPublic)
        .filter(Inet6Address.class::isInstance)
        .map(Inet6Address.class::cast)
        .min(Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned));
  }

  /**
   * @param seen where others see this home
   * @return the same, with this address in place of another one of this computer
   */
  public Map<IpFamily, InetAddress> inPlaceOfTemporary(Map<IpFamily, InetAddress> seen) {
    var here = find();
    var seen6 = seen.get(IpFamily.IPV6);
    if (here.isEmpty() || seen6 == null || !network.addresses().contains(seen6)) {
      return seen;
    }
    var result = new EnumMap<>(seen);
    result.put(IpFamily.IPV6, here.get());
    return result;
  }
}
