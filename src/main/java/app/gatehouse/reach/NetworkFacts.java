package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What the operating system knows about its network. Reads quickly and only locally; what this
 * system does not tell is empty, never guessed.
 */
public interface NetworkFacts {

  /** Whether this system tells its gateways, so that none means none. */
  boolean tellsGateways();

  /**
   * Whether anything leads out of this computer, be it by a gateway or, as with a computer that
   * dials itself, by a line of its own. Means something only when gateways are told.
   */
  boolean hasDefaultRoute();

  /** The default gateway of that family. */
  Optional<InetAddress> gateway(IpFamily family);

  /** Addresses of interfaces that are up, without loopback, link-local and multicast ones. */
  List<InetAddress> addresses();

  /**
   * Those of {@link #addresses} that this computer keeps as long as it keeps its network: not the
   * temporary ones of IPv6 that change every day for privacy's sake (RFC 8981), and not those that
   * are about to go (deprecated, RFC 4862 section 5.5.4). Where the system does not tell them
   * apart, those of IPv6 that are the only one of their network.
   */
  List<InetAddress> stableAddresses();

  /**
   * The name of the interface by which programs of this computer reach the internet, as the system
   * chooses it for an address far away. Sends nothing.
   */
  Optional<String> wayOut();

  /** Who listens on a TCP port; empty when nobody does or when that is not to be known. */
  Optional<PortHolder> holder(int port);

  /** Whether the computer goes to sleep by itself; empty when that is not to be known. */
  Optional<Boolean> sleepsWhenIdle();
}
