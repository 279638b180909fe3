package app.gatehouse.control;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's end of the channel. Takes clients on a Unix-domain socket and passes their requests
 * on, each on a virtual thread. What one client does, sends or fails to read never touches another.
 * Closing it closes no operation: those belong to the service.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int BACKLOG = 128;
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final ServiceApi service;
  private final Path socket;
  private final PeerPolicy policy;
  private final ControlLimits limits;
  private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("control-timer").factory());
  private @Nullable ServerSocketChannel listener;
  private @Nullable Object socketFile;

  /** Opens nothing yet. */
  public ControlServer(ServiceApi service, Path socket, PeerPolicy policy) {
    this(service, socket, policy, ControlLimits.STANDARD);
  }

  ControlServer(ServiceApi service, Path socket, PeerPolicy policy, ControlLimits limits) {
    this.service = service;
    this.socket = socket;
    this.policy = policy;
    this.limits = limits;
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Begins to listen. The socket of a service that died is replaced, that of a living one never.
   *
   * @throws ProblemException {@code already-running} or {@code storage-denied}
   */
  public synchronized void open() throws ProblemException {
    if (ControlSocket.isAlive(socket)) {
      throw Problem.error(ProblemCode.ALREADY_RUNNING).with("file", socket).exception();
    }
    try {
      Files.deleteIfExists(socket);
      var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener = channel;
      channel.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
      socketFile = identity();
      Thread.ofVirtual().name("control-accept").start(() -> accept(channel));
    } catch (IOException | UnsupportedOperationException e) {
      close();
      var problem = Problem.error(ProblemCode.STORAGE_DENIED).with("file", socket).cause(e);
      throw new ProblemException(problem, e);
    }
    var often = Math.max(10, limits.frame().dividedBy(10).toMillis());
    timer.scheduleWithFixedDelay(this::sweep, often, often, TimeUnit.MILLISECONDS);
  }

  public Path socket() {
    return socket;
  }

  /** How many clients are connected. */
  public int clients() {
    return sessions.size();
  }

  /** Takes no more clients, lets them read what waits for them, and hangs up. */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    try {
      if (listener != null) {
        listener.close();
      }
      if (socketFile != null && socketFile.equals(identity())) {
        Files.deleteIfExists(socket);
      }
    } catch (IOException e) {
      LOG.debug("The control socket could not be removed", e);
    }
    var farewells =
        sessions.stream()
            .map(session -> Thread.ofVirtual().start(() -> session.finish(FAREWELL)))
            .toList();
    for (var farewell : farewells) {
      try {
        farewell.join(FAREWELL.multipliedBy(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    sessions.forEach(ClientSession::close);
    timer.shutdownNow();
  }

  private void accept(ServerSocketChannel channel) {
    while (closed.getCount() > 0) {
      try {
        admit(channel.accept());
      } catch (IOException | RuntimeException e) {
        if (closed.getCount() == 0 || !channel.isOpen()) {
          return;
        }
        // Too many open files, for example: what is there goes on, new ones must wait.
        LOG.warn("A client could not be accepted: {}", e.toString());
        pause();
      }
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    try {
      var access = policy.access(Peers.of(channel));
      var wire = new Wire(channel, limits.queue(), System::nanoTime);
      var session =
          new ClientSession(
              wire, service, access, policy.refusal(), limits, timer, sessions::remove);
      if (!hasRoomFor(access)) {
        LOG.info("A client was turned away: {} are connected", sessions.size());
        Thread.ofVirtual().start(() -> session.turnAway(FAREWELL));
        return;
      }
      sessions.add(session);
      session.start();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private boolean hasRoomFor(PeerPolicy.Access access) {
    var strangers = sessions.stream().filter(ClientSession::isStranger).count();
    // Strangers can never take the places of those who may control the service.
    return access == PeerPolicy.Access.STATE_LINE
        ? strangers < limits.strangers()
        : sessions.size() - strangers < limits.clients();
  }

  private void sweep() {
    sessions.forEach(ClientSession::dropIfOverdue);
  }

  private void pause() {
    try {
      var over = closed.await(100, TimeUnit.MILLISECONDS);
      LOG.trace("waited, closed: {}", over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells our socket file from one that took its place. */
  private @Nullable Object identity() throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    return Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }
}
