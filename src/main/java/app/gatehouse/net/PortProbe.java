package app.gatehouse.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Tries whether a TCP port takes connections. */
public final class PortProbe {
  private PortProbe() {}

  /** Whether somebody listens there; false also when nobody answers within the limit. */
  public static boolean canConnect(InetSocketAddress address, Duration limit)
      throws InterruptedException {
    return connect(address, limit).isEmpty();
  }

  /** Connects and hangs up; empty when that worked, else why not. */
  public static Optional<NetFailure> connect(InetSocketAddress address, Duration limit)
      throws InterruptedException {
    var socket = new Socket(Proxy.NO_PROXY);
    try (socket) {
      TimeLimit.call(
          limit,
          () -> {
            socket.connect(address);
            return true;
          },
          () -> closeQuietly(socket));
      return Optional.empty();
    } catch (TimeoutException | IOException e) {
      return Optional.of(NetFailure.of(e));
    } catch (ExecutionException e) {
      return Optional.of(NetFailure.of(e.getCause() == null ? e : e.getCause()));
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is being given up.
    }
  }
}
