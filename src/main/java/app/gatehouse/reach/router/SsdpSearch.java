package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches all networks of this computer for routers at once (UPnP Device Architecture 1.1, section
 * 1.3.2). One socket per network, so that an answer tells on which network it came in.
 */
final class SsdpSearch implements AutoCloseable {
  /** What routers that map ports call themselves. */
  static final List<String> TARGETS =
      List.of(
          "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
          "urn:schemas-upnp-org:device:InternetGatewayDevice:2",
          "urn:schemas-upnp-org:service:WANIPConnection:1",
          "urn:schemas-upnp-org:service:WANPPPConnection:1");

  /** What lets IPv6 in; never anything that maps ports. */
  static final String FIREWALL = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1";

  private static final Logger LOG = LoggerFactory.getLogger(SsdpSearch.class);
  private static final int PORT = 1900;
  private static final InetAddress GROUP = InetAddress.ofLiteral("239.255.255.250");
  private static final InetAddress GROUP_6 = InetAddress.ofLiteral("ff02::c");
  private static final int HOPS = 2;
  private static final int LARGEST_PACKET = 2048;

  private final List<DatagramSocket> sockets = new ArrayList<>();
  private final InetAddress group;
  private final List<String> targets;

  private SsdpSearch(InetAddress group, List<String> targets) {
    this.group = group;
    this.targets = targets;
  }

  /**
   * Opens a socket per network and passes on what may be believed, from threads of its own, until
   * this is closed.
   */
  static SsdpSearch open(Consumer<SsdpAnswer> heard) {
    var search = new SsdpSearch(GROUP, TARGETS);
    for (var network : networks()) {
      for (var address : network.getInterfaceAddresses()) {
        if (address.getAddress() instanceof Inet4Address) {
          search.listen(network, address, heard);
        }
      }
    }
    return search;
  }

  /**
   * As {@link #open(Consumer)}, for what lets IPv6 in. Asked from a global address, so that a
   * router answers from its own one on the same network: one that can be connected to.
   */
  static SsdpSearch open(Inet6Address local, Consumer<SsdpAnswer> heard) {
    var search = new SsdpSearch(GROUP_6, List.of(FIREWALL));
    for (var network : networks()) {
      for (var address : network.getInterfaceAddresses()) {
        if (address.getAddress().equals(local)) {
          search.listen(network, address, heard);
        }
      }
    }
    return search;
  }

  /** Asks everybody, and the gateway in particular: some routers do not hear the group. */
  void ask(Optional<InetAddress> gateway) {
    for (var socket : sockets) {
      for (var target : targets) {
        send(socket, group, target);
        gateway.ifPresent(address -> send(socket, address, target));
      }
    }
  }

  /** Whether there is any network to search. */
  boolean hasNetworks() {
    return !sockets.isEmpty();
  }

  @Override
  public void close() {
    sockets.forEach(DatagramSocket::close);
  }

  private void listen(NetworkInterface network, InterfaceAddress ours, Consumer<SsdpAnswer> heard) {
    try {
      var socket = new DatagramSocket(new InetSocketAddress(ours.getAddress(), 0));
      sockets.add(socket);
      socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
      socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
      Thread.ofVirtual().name("ssdp-" + network.getName()).start(() -> hear(socket, ours, heard));
    } catch (IOException e) {
      LOG.debug("The network {} cannot be searched", network.getName(), e);
    }
  }

  private static void hear(
      DatagramSocket socket, InterfaceAddress ours, Consumer<SsdpAnswer> heard) {
    var packet = new DatagramPacket(new byte[LARGEST_PACKET + 1], LARGEST_PACKET + 1);
    try {
      while (!socket.isClosed()) {
        packet.setLength(LARGEST_PACKET + 1);
        socket.receive(packet);
        if (packet.getLength() <= LARGEST_PACKET) {
          SsdpAnswer.read(
                  packet.getData(),
                  packet.getLength(),
                  packet.getAddress(),
                  ours.getAddress(),
                  ours.getNetworkPrefixLength())
              .ifPresent(heard);
        }
      }
    } catch (IOException e) {
      // It was closed: the search is over.
    }
  }

  private static void send(DatagramSocket socket, InetAddress to, String target) {
    var question =
        ("M-SEARCH * HTTP/1.1\r\n"
                + "HOST: %s\r\n"
                + "MAN: \"ssdp:discover\"\r\n"
                + "MX: 1\r\n"
                + "ST: %s\r\n\r\n")
            .formatted(host(to), target)
            .getBytes(StandardCharsets.US_ASCII);
    try {
      socket.send(new DatagramPacket(question, question.length, to, PORT));
    } catch (IOException e) {
      LOG.debug("The search could not be sent to {}", to, e);
    }
  }

  private static String host(InetAddress to) {
    var address = to.getHostAddress();
    return (to instanceof Inet6Address ? "[" + address + "]" : address) + ":" + PORT;
  }

  private static List<NetworkInterface> networks() {
    try {
      return NetworkInterface.networkInterfaces().filter(SsdpSearch::isSuitable).toList();
    } catch (SocketException e) {
      LOG.debug("The network interfaces could not be read", e);
      return List.of();
    }
  }

  private static boolean isSuitable(NetworkInterface network) {
    try {
      return network.isUp()
          && !network.isLoopback()
          && !network.isPointToPoint()
          && network.supportsMulticast();
    } catch (SocketException e) {
      return false;
    }
  }
}
