package app.gatehouse.net;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.IpRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what an IP address is for. Immutable; never looks anything up. */
public final class IpFacts {
  private static final List<Map.Entry<IpRange, IpScope>> SPECIAL =
      List.of(
          special("0.0.0.0/8", IpScope.RESERVED),
          special("10.0.0.0/8", IpScope.PRIVATE),
          special("100.64.0.0/10", IpScope.CGNAT),
          special("127.0.0.0/8", IpScope.LOOPBACK),
          special("169.254.0.0/16", IpScope.LINK_LOCAL),
          special("172.16.0.0/12", IpScope.PRIVATE),
          special("192.0.0.0/24", IpScope.RESERVED),
          special("192.0.2.0/24", IpScope.DOCUMENTATION),
          special("192.88.99.0/24", IpScope.TRANSITION),
          special("192.168.0.0/16", IpScope.PRIVATE),
          special("198.18.0.0/15", IpScope.RESERVED),
          special("198.51.100.0/24", IpScope.DOCUMENTATION),
          special("203.0.113.0/24", IpScope.DOCUMENTATION),
          special("224.0.0.0/4", IpScope.MULTICAST),
          special("240.0.0.0/4", IpScope.RESERVED),
          special("::/128", IpScope.RESERVED),
          special("::1/128", IpScope.LOOPBACK),
          special("64:ff9b::/96", IpScope.TRANSITION),
          special("64:ff9b:1::/48", IpScope.TRANSITION),
          special("2001::/32", IpScope.TRANSITION),
          special("2001::/23", IpScope.RESERVED),
          special("2001:db8::/32", IpScope.DOCUMENTATION),
          special("2002::/16", IpScope.TRANSITION),
          special("3fff::/20", IpScope.DOCUMENTATION),
          special("fc00::/7", IpScope.PRIVATE),
          special("fe80::/10", IpScope.LINK_LOCAL),
          special("ff00::/8", IpScope.MULTICAST));

  /** All of IPv6 that has been given out to networks so far (RFC 4291). */
  private static final IpRange GLOBAL_UNICAST = IpRange.of("2000::/3");

  private final List<IpRange> alsoPublic;

  /**
   * @param alsoPublic blocks that count as public, from the setting {@code address.also-public}
   */
  public IpFacts(Collection<IpRange> alsoPublic) {
    this.alsoPublic = List.copyOf(alsoPublic);
  }

  public IpScope scope(InetAddress address) {
    if (alsoPublic.stream().anyMatch(block -> block.contains(address))) {
      return IpScope.PUBLIC;
    }
    for (var block : SPECIAL) {
      if (block.getKey().contains(address)) {
        return block.getValue();
      }
    }
    var elsewhere = family(address) == IpFamily.IPV6 && !GLOBAL_UNICAST.contains(address);
    return elsewhere ? IpScope.RESERVED : IpScope.PUBLIC;
  }

  public boolean isPublic(InetAddress address) {
    return scope(address) == IpScope.PUBLIC;
  }

  /** Of the local network: private or link-local. */
  public boolean isPrivate(InetAddress address) {
    var scope = scope(address);
    return scope == IpScope.PRIVATE || scope == IpScope.LINK_LOCAL;
  }

  public boolean isCgnat(InetAddress address) {
    return scope(address) == IpScope.CGNAT;
  }

  /** Whether the setting alone makes this address public, so that it counts as this home's. */
  public boolean isDeclaredPublic(InetAddress address) {
    return alsoPublic.stream().anyMatch(block -> block.contains(address));
  }

  public static IpFamily family(InetAddress address) {
    return address instanceof Inet4Address ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  /** Reads an address literal; a name or anything else is empty and never looked up. */
  public static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(IpLiteral.of(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map.Entry<IpRange, IpScope> special(String block, IpScope scope) {
    return Map.entry(IpRange.of(block), scope);
  }
}
