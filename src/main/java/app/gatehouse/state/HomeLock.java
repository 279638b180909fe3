package app.gatehouse.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that this process is the one service of a home. Ends with {@link #close()} or with the
 * process, however that dies. The file stays and holds the process id for people.
 */
public final class HomeLock implements AutoCloseable {
  static final String FILE = "service.lock";

  /** Far behind the content, since Windows does not let others read a locked part. */
  private static final long LOCKED_AT = 1 << 20;

  /**
   * The files that this process has locked. POSIX takes all of a process's locks on a file away
   * when any of its descriptors of that file is closed: whoever only looks must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private HomeLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @param file by its real path: there must be one name for it
   */
  static Optional<HomeLock> take(Path file) throws IOException {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<HomeLock> taken = Optional.empty();
    try {
      taken = takeFromOthers(file);
    } finally {
      if (taken.isEmpty()) {
        HELD.remove(file);
      }
    }
    return taken;
  }

  private static Optional<HomeLock> takeFromOthers(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            OwnerOnly.forNewFile());
    try {
      var lock = channel.tryLock(LOCKED_AT, 1, false);
      if (lock != null) {
        var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return Optional.of(new HomeLock(file, channel, lock));
      }
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      // Closing the channel has released it.
    } finally {
      HELD.remove(file);
    }
  }
}
