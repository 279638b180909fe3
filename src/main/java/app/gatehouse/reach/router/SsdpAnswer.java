package app.gatehouse.reach.router;

import app.gatehouse.net.IpFacts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer to our search that may be believed so far: somebody on our own network points to a
 * description on the very same device (UPnP Device Architecture 1.1, section 1.3.3).
 *
 * @param location where the description is
 * @param sender who answered, the same address as in the location
 * @param local this computer's address on that network
 */
record SsdpAnswer(URI location, InetAddress sender, InetAddress local) {
  private static final int LONGEST_LOCATION = 512;
  private static final int LAST_PRIVILEGED = 1023;
  private static final String OK = "HTTP/1.1 200";

  /**
   * Reads a packet. Anybody on the network may have sent it: what is odd about it makes it nothing,
   * never an exception.
   *
   * @param ours this computer's address where the packet came in
   * @param prefix how many bits of it name the network
   */
  static Optional<SsdpAnswer> read(
      byte[] packet, int length, InetAddress sender, InetAddress ours, int prefix) {
    var text = new String(packet, 0, length, StandardCharsets.ISO_8859_1);
    if (!text.startsWith(OK) || !isNeighbour(sender, ours, prefix)) {
      return Optional.empty();
    }
    var headers = headers(text);
    if (!isRouter(headers.getOrDefault("st", ""))) {
      return Optional.empty();
    }
    return location(headers.getOrDefault("location", ""), sender)
        .map(location -> new SsdpAnswer(location, sender, ours));
  }

  private static Map<String, String> headers(String text) {
    var headers = new HashMap<String, String>();
    for (var line : text.lines().toList()) {
      var colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static boolean isRouter(String searchTarget) {
    return SsdpSearch.TARGETS.contains(searchTarget) || SsdpSearch.FIREWALL.equals(searchTarget);
  }

  private static Optional<URI> location(String text, InetAddress sender) {
    if (text.isEmpty() || text.length() > LONGEST_LOCATION) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(text)).filter(uri -> isOn(uri, sender));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether an address leads to this very device, by plain HTTP, on a port that a router uses. */
  static boolean isOn(URI uri, InetAddress device) {
    var port = uri.getPort() == -1 ? 80 : uri.getPort();
    return "http".equalsIgnoreCase(uri.getScheme())
        && isHost(uri.getHost(), device)
        && uri.getRawUserInfo() == null
        && (port == 80 || (port > LAST_PRIVILEGED && port <= 65535));
  }

  private static boolean isHost(@Nullable String host, InetAddress device) {
    if (host == null || !(device instanceof Inet6Address)) {
      return device.getHostAddress().equals(host);
    }
    // An address of IPv6 can be written in many ways.
    return host.startsWith("[")
        && host.endsWith("]")
        && IpFacts.literal(host.substring(1, host.length() - 1)).filter(device::equals).isPresent();
  }

  /** Of the same network, which is private where it is IPv4: nobody far away. */
  private static boolean isNeighbour(InetAddress sender, InetAddress ours, int prefix) {
    var theirs = sender.getAddress();
    var own = ours.getAddress();
    var mayBe = sender instanceof Inet6Address || sender.isSiteLocalAddress();
    if (!mayBe || theirs.length != own.length) {
      return false;
    }
    for (var bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((theirs[bit / 8] & mask) != (own[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
