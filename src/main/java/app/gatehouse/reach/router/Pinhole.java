package app.gatehouse.reach.router;

import app.gatehouse.net.IpFacts;
import java.net.Inet6Address;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A hole in the router's firewall that the router made and confirmed when it was asked once more.
 *
 * @param address the IPv6 address of this computer that it leads to
 * @param port the TCP port there: the same outside and inside
 * @param protocol what it was made by: {@code pcp} or {@code upnp-igd2}
 * @param id the router's number for it; null with PCP, which needs none
 * @param lease how long the router keeps it
 */
public record Pinhole(
    String address, int port, String protocol, @Nullable Integer id, Duration lease) {

  Inet6Address local() {
    return (Inet6Address) IpFacts.literal(address).orElseThrow();
  }
}
