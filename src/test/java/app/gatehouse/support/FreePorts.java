package app.gatehouse.support;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs that cannot take port 0. They come from below the range that the system gives
 * to outgoing connections, and each is given once per process.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int LAST = 31_000;
  // Two processes at once begin at different places.
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (Math.abs(ProcessHandle.current().pid() * 397) % (LAST - FIRST)));

  private FreePorts() {}

  /** A port that nobody holds on 127.0.0.1, neither for TCP nor for UDP. */
  public static int next() {
    for (int tries = 0; tries < LAST - FIRST; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), LAST - FIRST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    var any = new InetSocketAddress(port);
    try (var tcp = new ServerSocket();
        var udp =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      tcp.bind(any);
      return udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
