package app.gatehouse.reach.probe;

import app.gatehouse.net.TimeLimit;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens only while a proof runs and answers only tokens, in HTTP or HTTPS, as the caller speaks.
 * Everything else gets 404 and is let go. What one caller may cost is bounded in time and bytes,
 * and so is how many there are.
 */
public final class TemporaryDoor implements ProbeDoor {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryDoor.class);
  private static final int BACKLOG = 64;
  private static final int MOST_CALLERS = 64;
  private static final int LAST_PRIVILEGED = 1023;

  /** For everything together, the TLS handshake of one who dawdles included. */
  private static final Duration CALLER_LIMIT = Duration.ofSeconds(8);

  private final Supplier<SSLContext> tls;

  /**
   * @param tls with any certificate: probers do not look at it; asked for when it is first needed
   */
  public TemporaryDoor(Supplier<SSLContext> tls) {
    this.tls = tls;
  }

  @Override
  public Opened open(int port, ProbeTokens tokens) throws ProblemException {
    var server = listen(port);
    var room = new Semaphore(MOST_CALLERS);
    Thread.ofVirtual().name("probe-door-" + port).start(() -> accept(server, room, tokens));
    return () -> close(server);
  }

  private static ServerSocket listen(int port) throws ProblemException {
    try {
      var server = new ServerSocket();
      try {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(port), BACKLOG);
        return server;
      } catch (IOException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      var inUse = String.valueOf(e.getMessage()).contains("in use") || port > LAST_PRIVILEGED;
      throw Problem.error(inUse ? ProblemCode.PORT_IN_USE : ProblemCode.PORT_NEEDS_RIGHTS)
          .with("port", port)
          .cause(e)
          .exception();
    }
  }

  private void accept(ServerSocket server, Semaphore room, ProbeTokens tokens) {
    try {
      while (!server.isClosed()) {
        var caller = server.accept();
        if (room.tryAcquire()) {
          Thread.ofVirtual().name("probe-caller").start(() -> serve(caller, room, tokens));
        } else {
          close(caller);
        }
      }
    } catch (IOException e) {
      LOG.debug("No more callers at {}: {}", server.getLocalPort(), e.getMessage());
    }
  }

  private void serve(Socket caller, Semaphore room, ProbeTokens tokens) {
    try (caller) {
      TimeLimit.call(
          CALLER_LIMIT,
          () -> {
            new ProbeCaller(caller, tls, tokens).serve();
            return caller;
          },
          () -> close(caller));
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.debug("A caller at the probe door went away: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      LOG.debug("A socket does not close", e);
    }
  }
}
