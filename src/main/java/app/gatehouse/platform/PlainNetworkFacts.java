package app.gatehouse.platform;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.reach.NetworkFacts;
import app.gatehouse.reach.PortHolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the JDK tells about the network on every system: addresses, and nothing else. */
public final class PlainNetworkFacts implements NetworkFacts {
  private static final Logger LOG = LoggerFactory.getLogger(PlainNetworkFacts.class);

  /** Half of an IPv6 address names the network (RFC 4291, section 2.5.4). */
  private static final int NETWORK_BYTES = 8;

  /** For documentation (RFC 5737): belongs to no network, so the way there is the one to all. */
  private static final InetSocketAddress FAR_AWAY =
      new InetSocketAddress(InetAddress.ofLiteral("203.0.113.1"), 9);

  @Override
  public boolean hasDefaultRoute() {
    return false;
  }

  @Override
  public boolean tellsGateways() {
    return false;
  }

  @Override
  public Optional<InetAddress> gateway(IpFamily family) {
    return Optional.empty();
  }

  @Override
  public List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(PlainNetworkFacts::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(PlainNetworkFacts::leadsSomewhere)
          .flatMap(PlainNetworkFacts::withoutZone)
          .distinct()
          .toList();
    } catch (SocketException e) {
      LOG.debug("The network interfaces could not be read", e);
      return List.of();
    }
  }

  /** Whoever uses temporary addresses of IPv6 has a stable one of the same network beside them. */
  @Override
  public List<InetAddress> stableAddresses() {
    var addresses = addresses();
    return addresses.stream().filter(address -> isAlone(address, addresses)).toList();
  }

  private static boolean isAlone(InetAddress address, List<InetAddress> addresses) {
    return !(address instanceof Inet6Address)
        || addresses.stream().filter(other -> isOfSameNetwork(address, other)).count() == 1;
  }

  private static boolean isOfSameNetwork(InetAddress address, InetAddress other) {
    return other instanceof Inet6Address
        && Arrays.equals(
            address.getAddress(), 0, NETWORK_BYTES, other.getAddress(), 0, NETWORK_BYTES);
  }

  /** Connecting a UDP socket sends nothing: the system only chooses an address of its own. */
  @Override
  public Optional<String> wayOut() {
    try (var socket = new DatagramSocket()) {
      socket.connect(FAR_AWAY);
      return Optional.ofNullable(NetworkInterface.getByInetAddress(socket.getLocalAddress()))
          .map(NetworkInterface::getDisplayName);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<PortHolder> holder(int port) {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> sleepsWhenIdle() {
    return Optional.empty();
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }

  private static boolean leadsSomewhere(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress()
        && !address.isAnyLocalAddress();
  }

  /** The same address without the interface's name, which means nothing to others (RFC 4007). */
  private static Stream<InetAddress> withoutZone(InetAddress address) {
    try {
      return Stream.of(InetAddress.getByAddress(address.getAddress()));
    } catch (UnknownHostException e) {
      return Stream.empty();
    }
  }
}
