package app.gatehouse.platform;

import app.gatehouse.apps.ListeningSockets;
import app.gatehouse.platform.linux.OneLine;
import app.gatehouse.platform.linux.ProcNetworkFacts;
import app.gatehouse.platform.linux.ProcSockets;
import app.gatehouse.platform.linux.SleepSettings;
import app.gatehouse.reach.NetworkFacts;
import java.nio.file.Path;
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
    return System.getProperty("os.name", "").startsWith("Linux") ? linux() : plain();
  }

  private static Platform linux() {
    var proc = Path.of("/proc");
    var sleep = new SleepSettings(Path.of("/"), System.getenv(), OneLine::of);
    return new Platform(
        new ProcSockets(proc), new ProcNetworkFacts(proc, new PlainNetworkFacts(), sleep));
  }

  /** What the JDK alone can tell, on any system. */
  static Platform plain() {
    return new Platform(Optional::empty, new PlainNetworkFacts());
  }
}
