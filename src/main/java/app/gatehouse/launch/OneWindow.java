package app.gatehouse.launch;

import app.gatehouse.control.ControlSocket;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window program for each home and user: the second one knocks at the first one's socket, whose
 * folder only this user may enter, and leaves.
 */
final class OneWindow implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OneWindow.class);

  private final FileChannel file;
  private final FileLock lock;
  private final Path socket;
  private final ServerSocketChannel door;

  private OneWindow(FileChannel file, FileLock lock, Path socket, ServerSocketChannel door) {
    this.file = file;
    this.lock = lock;
    this.socket = socket;
    this.door = door;
  }

  /**
   * Becomes the only one.
   *
   * @return empty when there is one already
   * @throws IOException when nobody can say
   */
  static Optional<OneWindow> enter(Path home) throws IOException, ProblemException {
    var socket = socket(home);
    var file =
        FileChannel.open(
            socket.resolveSibling(socket.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      var lock = file.tryLock();
      if (lock == null) {
        file.close();
        return Optional.empty();
      }
      // Left by one that was killed.
      Files.deleteIfExists(socket);
      var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door.bind(UnixDomainSocketAddress.of(socket));
      return Optional.of(new OneWindow(file, lock, socket, door));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Asks the one that is there to show its window. */
  static void raise(Path home) throws ProblemException {
    try (var knock = SocketChannel.open(UnixDomainSocketAddress.of(socket(home)))) {
      LOG.debug("There is one already: {}", knock);
    } catch (IOException e) {
      // It is just starting, and shows its window anyway, or just ending.
      LOG.info("The window program that is there does not answer: {}", e.toString());
    }
  }

  private static Path socket(Path home) throws ProblemException {
    var service = ControlSocket.prepare(home, AppFolders.current().runtime());
    return service.resolveSibling(String.valueOf(service.getFileName()).replace(".sock", ".desk"));
  }

  /** Runs something whenever another one knocks, until this is closed. */
  void onKnock(Runnable action) {
    Thread.ofVirtual()
        .name("one-window")
        .start(
            () -> {
              while (door.isOpen()) {
                try {
                  door.accept().close();
                  action.run();
                } catch (IOException e) {
                  LOG.debug("Nobody can knock any more: {}", e.toString());
                }
              }
            });
  }

  @Override
  public void close() {
    try (file;
        lock;
        door) {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.debug("The next one tidies up: {}", e.toString());
    }
  }
}
