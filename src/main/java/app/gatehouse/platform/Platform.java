package app.gatehouse.platform;

import app.gatehouse.apps.ListeningSockets;
import app.gatehouse.reach.NetworkFacts;
import java.util.Optional;

/**
 * The parts that differ per operating system.
 *
 * @param sockets who listens on this computer
 * @param network what the system knows about its network
 */
public record Platform(ListeningSockets sockets, NetworkFacts network) {

  /** The parts for the system this program runs on. */
  public static Platform current() {
    return plain();
  }

  /** What the JDK alone can tell, on any system. */
  static Platform plain() {
    return new Platform(Optional::empty, new PlainNetworkFacts());
  }
}
